"""The parts that several documents share, made of what is said of a pair."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from esteem_match.documents.blocks import (
    Block,
    Bullets,
    Document,
    Figure,
    Heading,
    Keep,
    Lines,
    Para,
    Table,
    Ticks,
)
from esteem_match.documents.phrases import (
    View,
    details,
    roles,
    side_name,
    side_words,
    sides,
    sure,
    talk,
)
from esteem_match.documents.phrases.chart import chart_table, chart_words, unplaced
from esteem_match.documents.phrases.details import Told
from esteem_match.documents.phrases.first import first_words
from esteem_match.models import RoleFit
from esteem_match.render.figures.bars import bars
from esteem_match.render.figures.rolemap import role_map
from esteem_match.render.figures.svg import LARGE, SMALL
from esteem_match.words import Words

ROOM = 4  # lines to write on
_WIDTHS = {3: (6, 7, 5), 4: (6, 6, 4, 5)}  # of a chart's table, by its columns


def document(
    words: Words,
    title: str,
    on: date,
    version: str,
    blocks: Sequence[Block],
    meta: Sequence[str] = (),
) -> Document:
    """A document that says what it is: an aid, of which day and version; the members decide."""
    return Document(
        title=title,
        language=words.language,
        direction=words.direction,
        made=on,
        meta=(*meta, words.t("report.made", day=words.day(on))),
        blocks=tuple(blocks),
        foot=(words.t("frame.aid"), version),
    )


def versions(words: Words, version: str, model: str) -> str:
    """Which questions were answered, and by which rules they were read."""
    return words.t("report.version", version=version, model=model)


def listed(title: str, texts: Sequence[str], none: str = "") -> list[Block]:
    """A heading with a list; or with what is said where there is nothing to list."""
    if texts:
        return [Heading(text=title), Bullets(texts=tuple(texts))]
    return [Heading(text=title), Para(text=none)] if none else []


def room(words: Words) -> list[Block]:
    """Room for what the document does not say yet."""
    return [Keep(blocks=(Heading(text=words.t("report.room")), Lines(count=ROOM)))]


def summary(view: View) -> list[Block]:
    """What the result says first, and all of it at a glance."""
    first = Para(text=" ".join(first_words(view)))
    return [first, Bullets(texts=tuple(roles.summary(view)))]


def all_roles(view: View, level: int = 2, *, brief: bool = False) -> Iterator[Block]:
    """All roles, best label first; what does not fit, in short. `brief`: not how to begin."""
    for word, bands in roles.shelves(view).items():
        yield Heading(text=roles.label_words(view, word), level=level)
        if not roles.fits(word):
            fits = [fit for band in bands for fit in band]
            yield from _not_now(view, word, fits, level + 1, brief=brief)
            continue
        yield Para(text=roles.label_what(view, word), tone="small")
        for band in bands:
            if roles.equal(view, word, band):
                yield Para(text=view.words.t("results.equal"), tone="small")
            for fit in band:
                yield from role(view, fit, level + 1, brief=brief)


def role(view: View, fit: RoleFit, level: int, *, brief: bool) -> Iterator[Block]:
    """One role: what it is, how far both sides carry it, why, and how to begin."""
    own = view.role(fit)
    yield Keep(
        blocks=(
            Heading(text=own.name, level=level),
            Para(text=view.words.put_in(own.line)),
            Bullets(texts=tuple(_sides(view, fit))),
        )
    )
    yield from _sureness(view, fit)
    yield from _told(details.why(view, fit), level + 1)
    if not brief:
        yield from _told(details.details(view, fit), level + 1)


def _sureness(view: View, fit: RoleFit) -> Iterator[Block]:
    """How sure its place is; of an open role, the one question to answer first."""
    said, first = sure.sure(view, fit), sure.first_asked(view, fit)
    if said:
        yield Para(text=said)
    if first:
        yield Para(text=f"{sure.first_word(view, first)} {first.text}")


def _sides(view: View, fit: RoleFit) -> list[str]:
    return [
        view.words.t("report.side", side=side_name(view, side), word=side_words(view, fit, side))
        for side in sides(view)
    ]


def _told(parts: Iterable[Told], level: int) -> Iterator[Block]:
    for one in parts:
        if one.title:
            yield Heading(text=one.title, level=level)
        if one.lead:
            yield Para(text=one.lead)
        yield Bullets(texts=tuple(one.texts)) if one.listed else Para(text=one.texts[0])


def _not_now(
    view: View, word: str, fits: Sequence[RoleFit], level: int, *, brief: bool
) -> Iterator[Block]:
    """The name and the reason. A clear no stands; anything else can change."""
    others, closed = roles.refused_last(view, fits)
    if others:
        yield Para(text=roles.label_what(view, word), tone="small")
    for fit in (*others, *closed):
        reasons = details.in_short(view, fit)
        said = [*_sureness(view, fit), *(Para(text=reason) for reason in reasons)]
        yield Keep(blocks=(Heading(text=view.role(fit).name, level=level), *said))
        if word == "elsewhere" and not brief:
            yield from _told(details.details(view, fit), level + 1)


def bar_chart(view: View) -> Figure:
    """The sides of all roles as bars, with their table."""
    t, words, fits = view.words.t, chart_words(view), roles.every(view)
    alt = t("together.bars_alt" if view.side is None else "together.bars_alt_one")
    small, large = (bars(fits, sides(view), words, letter) for letter in (SMALL, LARGE))
    return Figure(svg=small, svg_large=large, alt=alt, table=_table(view))


def map_chart(view: View, others: Mapping[str, View] | None = None) -> Iterator[Block]:
    """The roles on one map, with the table; `others`: with each practitioner, by number."""
    t, words, lines = view.words.t, chart_words(view), view.content.model.lines
    yield Heading(text=t("together.map"))
    yield Para(text=t("together.map_what"))
    yield Para(text=t("together.map_boxes"))
    pairs = [one.fits for one in others.values()] if others else [view.fits]
    small, large = (role_map(pairs, lines, words, letter) for letter in (SMALL, LARGE))
    yield Figure(svg=small, svg_large=large, alt=t("together.map_alt"), table=_table(view, others))
    gone = unplaced(view)
    if gone:
        yield Para(text=gone)


def _table(view: View, others: Mapping[str, View] | None = None) -> Table:
    """The picture in words; of several practitioners, a row a role with each."""
    t, (head, rows) = view.words.t, chart_table(view)
    if others:
        found = {number: chart_table(one)[1] for number, one in others.items()}
        rows = [
            [t("report.role_with", role=role, number=number), *said]
            for number, own in found.items()
            for role, *said in own
        ]
    cells, widths = tuple(map(tuple, rows)), _WIDTHS[len(head)]
    return Table(caption=t("together.table"), headers=tuple(head), rows=cells, widths=widths)


def tensions(view: View, level: int = 2) -> Iterator[Block]:
    """What to talk about first, each with what helps."""
    found = talk.tensions(view)
    if found:
        yield Heading(text=view.words.t("results.talk"), level=level)
    for one in found:
        names = [Para(text=", ".join(one.roles), tone="small")] if one.roles else []
        title = Heading(text=one.title, level=level + 1)
        yield Keep(blocks=(title, *names, Para(text=one.say), Para(text=one.do)))


def leadership(view: View, title: str) -> Iterator[Block]:
    """How the group is run, what to look out for, and what good support is like."""
    yield from listed(title, talk.run_lines(view), view.words.t("results.run_none"))
    for model in talk.leadership(view):
        yield Heading(text=view.words.put_in(model.name), level=3)
        yield from (Para(text=text) for text in talk.run_more(view, model))


def to_agree(view: View) -> list[Block]:
    """What to agree at the outset, to be ticked one by one."""
    t = view.words.t
    return [
        Heading(text=t("results.agree")),
        Para(text=t("results.agree_what"), tone="small"),
        Ticks(options=tuple(talk.agreement(view))),
    ]
