"""Answers on their way from a page into the store."""

from collections.abc import Iterable, Mapping
from concurrent.futures import Future
from dataclasses import replace

from esteem_match import journey
from esteem_match.models import Content
from esteem_match.service.failure import as_failure
from esteem_match.service.person import Here
from esteem_match.store import Store, Token


@as_failure()
def begin_save(
    store: Store, content: Content, sender: Token, values: Mapping[str, object]
) -> Future[int]:
    """Begins to save the answer to one question; its result is how often answers were written."""
    answers = journey.clean_all(content, sender.side, values)
    return store.begin_save(sender.code, answers, sender.version)


@as_failure()
def keep_empty(store: Store, person: Here, texts: Iterable[str]) -> Here:
    """Keeps these texts as left empty: "nothing to say" is an answer too. Gives the person anew."""
    empty = dict.fromkeys(texts)
    writes = store.save(person.code, empty, person.record.version)
    record = person.record.model_copy(update={"writes": writes})
    return replace(person, record=record, answers={**person.answers, **empty})
