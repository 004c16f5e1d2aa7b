"""One answer on its way from a page into the store."""

from collections.abc import Mapping
from concurrent.futures import Future

from esteem_match import journey
from esteem_match.models import Content
from esteem_match.service.failure import as_failure
from esteem_match.store import Pass, Store


@as_failure()
def begin_save(
    store: Store, content: Content, sender: Pass, values: Mapping[str, object]
) -> Future[int]:
    """Begins to save the answer to one question; its result is how often answers were written."""
    answers = journey.clean_all(content, sender.side, values)
    return store.begin_save(sender.code, answers, sender.version)
