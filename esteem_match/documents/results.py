"""The documents of one pair: either side's result, and both sides together."""

from collections.abc import Iterator, Sequence
from datetime import date

from esteem_match.documents.blocks import (
    Beside,
    Block,
    Bullets,
    Document,
    Fold,
    Heading,
    Only,
    Para,
    Questions,
    Table,
)
from esteem_match.documents.lead import lead, question
from esteem_match.documents.letter import letter
from esteem_match.documents.parts import (
    advice,
    all_advice,
    bar_chart,
    details,
    folded,
    leadership,
    map_chart,
    of_pair,
    room,
    tensions,
    to_agree,
    written,
)
from esteem_match.documents.phrases import View, group, talk
from esteem_match.documents.phrases.ask_group import to_ask
from esteem_match.documents.phrases.first import grounds
from esteem_match.documents.phrases.plan import Plan, filled, suggested
from esteem_match.documents.phrases.roles.sure import to_answer
from esteem_match.documents.phrases.talk import Apart
from esteem_match.documents.roles import all_roles

WHO = "who"
"""The key of the part that says who does what next."""
ASKED = 12  # questions that stay on one page where nothing else is known


def group_document(view: View, on: date) -> Document:
    """A group's own result: what fits, and its letter, ready to hand over."""
    rests = grounds(view)
    blocks: list[Block] = [
        *lead(view),
        _on_screen(rests),
        *details(view, (letter(view), *all_roles(view), bar_chart(view), *tensions(view))),
        *_next_answers(view),
        *details(view, _of_the_group(view)),
        *room(view.words),
    ]
    return of_pair(view, view.title, on, blocks, meta=(rests,))


def _of_the_group(view: View) -> Iterator[Block]:
    t = view.words.t
    yield folded("needs", t("results.needs"), group.needs(view))
    yield leadership(view, t("results.run"))
    yield from advice(view, "group")


def practitioner_document(view: View, on: date) -> Document:
    """A practitioner's result, which rests on their picture of the group."""
    t, rests = view.words.t, grounds(view)
    blocks: list[Block] = [
        *lead(view),
        _on_screen(rests),
        *details(view, (*all_roles(view), bar_chart(view), *tensions(view))),
        *_next_answers(view),
        *_to_ask(view),
        *details(view, (to_agree(view), leadership(view, t("results.run_seen")))),
        *details(view, (*advice(view, "practitioner"), *room(view.words))),
    ]
    return of_pair(view, view.title, on, blocks, meta=(rests,))


def joint_document(view: View, on: date, plan: Plan | None = None) -> Document:
    """Both sides: the roles, why, where views differ, what to agree, and who does what next.

    `plan`: what somebody wrote in place of the steps that follow from the result.
    """
    t = view.words.t
    blocks: list[Block] = [
        *lead(view),
        *details(view, [Beside(main=tuple(all_roles(view)), aside=(map_chart(view),))]),
        _next(view, on, plan),
        *written(t("together.words"), group.own_words(view).get("want", "")),
        *details(view, (*_differences(view), *tensions(view), to_agree(view))),
        *details(view, (leadership(view, t("results.run")), *all_advice(view))),
        *room(view.words),
    ]
    return of_pair(view, t("together.title"), on, blocks)


def _on_screen(rests: str) -> Block:
    """What a result rests on: a screen begins with what to do, and paper says it in its head."""
    return Only(medium="screen", blocks=(Para(text=rests, tone="small"),))


def _next_answers(view: View) -> Iterator[Block]:
    """What the reader can answer next, each a link."""
    found, t = to_answer(view), view.words.t
    if found:
        said = Para(text=t("results.next_answers_what"), tone="small")
        asked = Questions(asked=tuple(map(question, found)))
        yield Fold(key="next", title=t("results.next_answers"), blocks=(said, asked))


def _to_ask(view: View) -> Iterator[Block]:
    """What to ask the group."""
    found, t = to_ask(view), view.words.t
    if found:
        said = Para(text=t("results.ask_what"), tone="small")
        first, rest = (Bullets(texts=tuple(some)) for some in (found[:ASKED], found[ASKED:]))
        asked = (first, *details(view, [rest])) if rest.texts else (first,)
        yield Fold(key="ask", title=t("results.ask"), blocks=(said, *asked))


def _next(view: View, on: date, plan: Plan | None) -> Fold:
    """Who does what next, and when to look again."""
    t, rows = view.words.t, filled(suggested(view, on) if plan is None else plan)
    table = Table(
        caption=t("together.who_what"),
        headers=(t("report.what"), t("report.who"), t("report.by_when")),
        rows=rows,
        widths=(5, 3, 2),
        typed=plan is not None,
    )
    said = table if rows else Para(text=t("plan.none"))
    return Fold(key=WHO, title=t("together.who"), blocks=(said,))


def _differences(view: View) -> Iterator[Block]:
    """Both answers side by side, the furthest apart first."""
    t, apart = view.words.t, talk.differences(view)
    yield Heading(text=t("together.differ"))
    yield _table(view, apart) if apart else Para(text=talk.no_differences(view))
    wishes = talk.wish_lines(view)
    if wishes:
        yield folded("welcome", t("together.differ_welcome"), wishes)


def _table(view: View, apart: Sequence[Apart]) -> Table:
    t = view.words.t
    return Table(
        caption=t("together.differ_what"),
        headers=(t("report.question"), apart[0].ours[0], apart[0].theirs[0]),
        rows=tuple((one.question, one.ours[1], one.theirs[1]) for one in apart),
        items=tuple(one.item for one in apart),
        widths=(5, 3, 3),
        first=2,
        more=t("together.differ_more"),
    )
