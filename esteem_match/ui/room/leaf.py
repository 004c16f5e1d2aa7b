"""The picture of a round for the phones of those who take part: few pieces, made once for all.

Two hundred phones draw it in the same moment. The talk comes first, and the reasons are folded.
"""

from collections.abc import Iterator, Sequence

from esteem_match.documents.phrases import View, apart, details, roles, room, sure, talk
from esteem_match.documents.phrases.apart import Prompt
from esteem_match.documents.phrases.details import Told
from esteem_match.documents.phrases.first import first_words
from esteem_match.documents.phrases.once import once
from esteem_match.documents.phrases.room import Picture
from esteem_match.documents.phrases.talk import Tense
from esteem_match.models import RoleFit
from esteem_match.ui import html, open_questions
from esteem_match.ui.bars import bars

FIRST_TALKS = 2


@once
def talks(picture: Picture, view: View) -> str:
    """What this is, all at a glance, what has moved, and where views differ."""
    first = html.box("note", picture.words.t("board.rests"))
    if picture.board.group is None:
        return first + "".join(html.box("note", text) for text in room.sides(picture))
    told = "".join(map(html.small, room.sides(picture)))
    return "".join([first, told, *_glance(picture, view), *_apart(picture)])


def _glance(picture: Picture, view: View) -> Iterator[str]:
    t, moved = picture.words.t, room.moved_lines(picture)
    yield from map(html.para, first_words(view))
    yield html.lines(roles.summary(view))
    if moved:
        yield html.heading(t("board.moved")) + html.small(t("board.moved_what"))
        yield html.lines(moved)


def _apart(picture: Picture) -> Iterator[str]:
    t, found, expected = picture.words.t, apart.prompts(picture), apart.wish_lines(picture)
    rest = [_difference(one) for one in found if not one.first]
    yield html.heading(t("board.differ"))
    yield html.small(t("board.differ_what" if found or expected else "board.differ_none"))
    yield html.lines(expected)
    yield from (_difference(one) for one in found if one.first)
    if rest:
        yield html.fold("differ", t("board.more"), *rest)


def _difference(one: Prompt) -> str:
    if one.apart:
        said = html.side_by_side(one.question, (one.apart.ours, one.apart.theirs))
    else:
        said = html.question(one.question) + html.bold(one.alone)
    return said + html.small(one.ask)


@once
def cards(picture: Picture, view: View) -> str:
    """All roles, best label first, each on its card."""
    return "".join(_shelves(picture, view))


def _shelves(picture: Picture, view: View) -> Iterator[str]:
    for word, bands in roles.shelves(view).items():
        yield html.heading(roles.label_words(view, word))
        if not roles.fits(word):
            yield from _not_now(picture, view, word, [fit for band in bands for fit in band])
            continue
        yield html.small(roles.label_what(view, word))
        for band in bands:
            if roles.equal(view, word, band):
                yield html.small(view.words.t("results.equal"))
            yield from (_card(picture, view, fit) for fit in band)


def _not_now(picture: Picture, view: View, word: str, fits: Sequence[RoleFit]) -> Iterator[str]:
    others, closed = roles.refused_last(view, fits)
    if others:
        yield html.small(roles.label_what(view, word))
    yield from (_card(picture, view, fit) for fit in (*others, *closed))


def _card(picture: Picture, view: View, fit: RoleFit) -> str:
    role, line = view.role(fit), html.para(view.words.put_in(view.role(fit).line))
    face, inside = line + bars(view, fit), "".join(_reasons(view, fit))
    if not roles.fits(view.word(fit)):
        why = details.in_short(view, fit)
        face, inside = "".join(map(html.para, why)), face + inside
    return html.card(
        f"role_{role.id}",
        html.heading(role.name, 3) + face + _sureness(view, fit),
        *_agreed(picture, role.id),
        html.fold(role.id, view.words.t("results.more"), inside, *_more(view, fit)),
    )


def _agreed(picture: Picture, role: str) -> Iterator[str]:
    said = room.standing_of(picture, role)
    if said:
        yield html.box("note", said)
    if picture.talked(role):
        yield html.small(picture.words.t("board.talked_done"))


def _sureness(view: View, fit: RoleFit) -> str:
    """How sure its place is, and what to talk about first where it is too early to say."""
    first = sure.first_asked(view, fit)
    return html.small(sure.sure(view, fit)) + (open_questions.first(view, first) if first else "")


def _reasons(view: View, fit: RoleFit) -> Iterator[str]:
    """The answers that speak for a role and against it."""
    for told in details.why(view, fit):
        yield html.small(told.title) + html.lines(told.texts)


def _more(view: View, fit: RoleFit) -> Iterator[str]:
    yield html.para(view.words.put_in(view.role(fit).meaning))
    yield from map(_told, details.details(view, fit))


def _told(told: Told) -> str:
    lead = (html.heading(told.title, 4) if told.title else "") + html.small(told.lead)
    return lead + (html.lines(told.texts) if told.listed else html.para(told.texts[0]))


@once
def rest(picture: Picture, view: View) -> str:
    """What else to talk about, and how the group is run."""
    t, found = picture.words.t, [_tension(one) for one in talk.tensions(view)]
    first, more = found[:FIRST_TALKS], found[FIRST_TALKS:]
    parts = [html.heading(t("results.talk")), *first] if found else []
    if more:
        parts.append(html.fold("talk", t("results.talk_more"), *more))
    return "".join([*parts, html.heading(t("results.run")), *_run(view)])


def _tension(one: Tense) -> str:
    title, said = html.heading(one.title, 3), html.para(one.say) + html.para(one.do)
    return html.card("talk", title, html.small(", ".join(one.roles)), said)


def _run(view: View) -> Iterator[str]:
    t, models = view.words.t, talk.leadership(view)
    if not models:
        yield html.para(t("results.run_none"))
        return
    yield html.lines(talk.run_lines(view))
    more = (
        html.heading(view.words.put_in(model.name), 3)
        + "".join(map(html.para, talk.run_more(view, model)))
        for model in models
    )
    yield html.fold("run", t("results.run_more"), *more)
