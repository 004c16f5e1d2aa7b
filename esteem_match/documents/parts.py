"""The parts that several documents share, made of what is said of a pair."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from esteem_match.documents.blocks import (
    Bars,
    Block,
    Bullets,
    Document,
    Fold,
    Heading,
    Keep,
    Lines,
    Map,
    Only,
    OwnWords,
    Para,
    Table,
    Ticks,
)
from esteem_match.documents.phrases import View, roles, sides, talk
from esteem_match.documents.phrases.roles.chart import chart_table, chart_words, unplaced
from esteem_match.documents.phrases.site import hosted
from esteem_match.documents.phrases.talk import Tense
from esteem_match.documents.phrases.whose import Whose, whose
from esteem_match.models import Side
from esteem_match.words import Words

FIRST = 3  # of a list that a screen shows before the rest is folded away
FIRST_TALKS = 2  # points to talk about
ROOM = 4  # lines to write on
_WIDTHS = {3: (6, 7, 5), 4: (6, 6, 4, 5)}  # of a chart's table, by its columns


def document(
    words: Words,
    title: str,
    on: date,
    version: str,
    blocks: Sequence[Block],
    whose: Whose,
    *,
    meta: Sequence[str] = (),
    aid: str = "frame.aid",
    host: str = "",
) -> Document:
    """A document that says whose it is, of which day and version, and that the members decide.

    `meta`: what its head says besides; `aid`: what it is to whoever reads it; `host`: where it was
    made.
    """
    names = [name for name in whose.names if name and name not in title]
    return Document(
        title=title,
        name=" · ".join((title, *names, words.day(on))),
        language=words.language,
        direction=words.direction,
        made=on,
        meta=(*whose.said, words.t("report.made", day=words.day(on)), *meta),
        blocks=tuple(blocks),
        foot=(" ".join(filter(None, (words.t(aid), host))), version),
    )


def versions(words: Words, version: str, model: str) -> str:
    """Which questions were answered, and by which rules they were read."""
    return words.t("report.version", version=version, model=model)


def of_pair(
    view: View,
    title: str,
    on: date,
    blocks: Sequence[Block],
    of: Whose | None = None,
    *,
    meta: Sequence[str] = (),
    aid: str = "frame.aid",
) -> Document:
    """A document of one pair's answers: theirs, or as `of` says."""
    version = versions(view.words, view.version, view.content.model.version)
    host = hosted(view.words, view.site) if view.site.host else ""
    whom = of or whose(view)
    return document(view.words, title, on, version, blocks, whom, meta=meta, aid=aid, host=host)


def _texts(texts: Sequence[str], none: str) -> list[Block]:
    if texts:
        return [Bullets(texts=tuple(texts))]
    return [Para(text=none)] if none else []


def room(words: Words, count: int = ROOM) -> list[Block]:
    """On paper, room for what the document does not say yet."""
    lines = Keep(blocks=(Heading(text=words.t("report.room")), Lines(count=count)))
    return [Only(medium="paper", blocks=(lines,))]


def details(view: View, blocks: Iterable[Block]) -> Iterator[Block]:
    """What is said of each role and the rest: where nothing is answered, paper leaves it out."""
    if view.nothing:
        yield Only(medium="screen", blocks=tuple(blocks))
    else:
        yield from blocks


def bar_chart(view: View) -> Block:
    """The sides of all roles as bars, with their table; on a screen each row has its own."""
    alt = view.words.t("together.bars_alt" if view.side is None else "together.bars_alt_one")
    fits, both = tuple(roles.every(view)), tuple(sides(view))
    chart = Bars(fits=fits, sides=both, words=chart_words(view), alt=alt, table=_table(view))
    return Only(medium="paper", blocks=(chart,))


def map_chart(view: View) -> Block:
    """The roles on one map, with the table."""
    return Fold(key="map", title=view.words.t("together.map"), blocks=tuple(_map(view)))


def _map(view: View) -> Iterator[Block]:
    t = view.words.t
    yield Para(text=t("together.map_what"))
    yield Para(text=t("together.map_boxes"))
    yield Map(
        pairs=(view.fits,),
        lines=view.content.model.lines,
        words=chart_words(view),
        alt=t("together.map_alt"),
        table=_table(view),
    )
    gone = unplaced(view)
    if gone:
        yield Para(text=gone)


def _table(view: View) -> Table:
    """The picture in words."""
    t, (head, rows) = view.words.t, chart_table(view)
    cells, widths = tuple(map(tuple, rows)), _WIDTHS[len(head)]
    return Table(caption=t("together.table"), headers=tuple(head), rows=cells, widths=widths)


def tensions(view: View, level: int = 2, found: Sequence[Tense] | None = None) -> Iterator[Block]:
    """What to talk about first, each with what helps: all of it, or what is `found`."""
    found = talk.tensions(view) if found is None else found
    if found:
        yield Heading(text=view.words.t("results.talk"), level=level)
    first, rest = found[:FIRST_TALKS], found[FIRST_TALKS:]
    yield from (_tension(one, level + 1) for one in first)
    if rest:
        more = tuple(_tension(one, level + 2) for one in rest)
        title = view.words.t("results.talk_more")
        yield Fold(key="talk-more", title=title, level=level + 1, blocks=more)


def _tension(one: Tense, level: int) -> Block:
    names = [Para(text=", ".join(one.roles), tone="small")] if one.roles else []
    said = (*names, Para(text=one.say), Para(text=one.do))
    return Fold(key=f"talk-{one.id}", title=one.title, level=level, blocks=said)


def leadership(view: View, title: str) -> Block:
    """How the group is run, what to look out for, and what good support is like."""
    said: list[Block] = [*_texts(talk.run_lines(view), view.words.t("results.run_none"))]
    for model in talk.leadership(view):
        said.append(Heading(text=view.words.put_in(model.name), level=3))
        said += [Para(text=text) for text in talk.run_more(view, model)]
    return Fold(key="run", title=title, blocks=tuple(said))


def to_agree(view: View) -> Block:
    """What to agree at the outset, to be ticked one by one."""
    t = view.words.t
    lead = [Para(text=t("results.agree_what"), tone="small")] if talk.touched(view) else []
    ticks = Ticks(options=tuple(talk.agreement(view)), first=FIRST, more=t("results.agree_more"))
    return Fold(key="agree", title=t("results.agree"), blocks=(*lead, ticks))


def advice(view: View, side: Side) -> list[Block]:
    """What is good to know for one side."""
    texts = talk.advice(view, side)
    return [folded("advice", view.words.t("results.advice"), texts)] if texts else []


def all_advice(view: View, *others: View) -> list[Block]:
    """What is good to know: for both sides, then for each; with `others`, what holds for all."""
    t, said = view.words.t, list[Block]()
    for whom, texts in talk.all_advice(view, *others).items():
        said += [Heading(text=t(f"results.advice_{whom}"), level=3), Bullets(texts=tuple(texts))]
    return [Fold(key="advice", title=t("results.advice"), blocks=tuple(said))] if said else []


def folded(key: str, title: str, texts: Sequence[str]) -> Block:
    """A list under a title that folds it away on a screen."""
    return Fold(key=key, title=title, blocks=(Bullets(texts=tuple(texts)),))


def written(title: str, text: str, level: int = 2) -> list[Block]:
    """What somebody wrote, under a heading; nothing where they wrote nothing."""
    return [Heading(text=title, level=level), OwnWords(text=text)] if text else []
