"""The privacy notice of an installation: what is kept, why, for how long, by whom."""

from collections.abc import Iterator
from datetime import date

from esteem_match.documents.blocks import Block, Bullets, Document, Heading
from esteem_match.documents.phrases.site import hosted, responsible
from esteem_match.models import Noun, Site
from esteem_match.words import Words

PARTS = ("what", "why", "sees", "long", "rights")


class Keeping(Noun):
    """For how many days answers and workshops are kept; `longer`: at most, for who asks; 0: never.

    `least`: the fewest members whose answers a workshop shows.
    """

    days: int
    longer: int
    room: int
    least: int


def notice_document(words: Words, site: Site, keeping: Keeping, on: date) -> Document:
    """As the law of the UK and the EU asks for it; made from who runs this and its settings."""
    title = words.t("notice.title")
    return Document(
        title=title,
        name=" · ".join(filter(None, (title, site.host.name if site.host else ""))),
        language=words.language,
        direction=words.direction,
        made=on,
        meta=(words.t("report.made", day=words.day(on)),),
        blocks=tuple(_blocks(words, site, keeping)),
        dense=True,
    )


def _blocks(words: Words, site: Site, keeping: Keeping) -> Iterator[Block]:
    yield Heading(text=words.t("notice.who_title"))
    yield Bullets(texts=tuple(dict.fromkeys((hosted(words, site), *responsible(words, site)))))
    for part in PARTS:
        yield Heading(text=words.t(f"notice.{part}_title"))
        yield Bullets(texts=tuple(_lines(part, words, keeping)))


def _lines(part: str, words: Words, keeping: Keeping) -> Iterator[str]:
    numbers = keeping.model_dump()
    for name in LINES[part]:
        if name != "long_longer" or keeping.longer:
            yield words.t(f"notice.{name}", **numbers)


LINES = {
    "what": ("what_answers", "what_workshop", "what_not", "what_cookie"),
    "why": ("why", "why_basis", "why_decisions"),
    "sees": ("sees_shared", "sees_workshop", "sees_server", "sees_nobody"),
    "long": ("long_answers", "long_longer", "long_room", "long_backups"),
    "rights": ("rights_data", "rights_back", "rights_code", "rights_ask"),
}
