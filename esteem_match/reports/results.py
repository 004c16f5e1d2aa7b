"""The documents of one pair: a group's page, either side's result, and both sides together."""

from collections.abc import Iterator
from datetime import date

from esteem_match.reports.model import Block, Bullets, Document, Heading, OwnWords, Para, Table
from esteem_match.reports.parts import (
    all_roles,
    bar_chart,
    document,
    leadership,
    listed,
    map_chart,
    room,
    summary,
    tensions,
    to_agree,
    versions,
)
from esteem_match.say import View, group, letter, talk
from esteem_match.say.first import rests
from esteem_match.say.sure import to_ask


def letter_document(view: View, on: date) -> Document:
    """What a group would like from a practitioner, in its own words, to hand over or pin up."""
    t = view.words.t
    blocks: list[Block] = []
    for word, texts in letter.parts(view).items():
        blocks.append(Heading(text=t(f"letter.{word}")))
        own = word in letter.OWN_WORDS
        blocks.append(OwnWords(text=texts[0]) if own else Bullets(texts=tuple(texts)))
    blocks += [Para(text=t("letter.close"), tone="note"), *room(view.words)]
    return _document(view, t("letter.title"), on, blocks, letter.whom(view))


def group_document(view: View, on: date) -> Document:
    """A group's own result."""
    t = view.words.t
    blocks: list[Block] = [
        *summary(view),
        Para(text=t("results.rests_group"), tone="note"),
        bar_chart(view),
        *_own_words(view),
        *listed(t("results.wished"), group.wished(view), t("results.wished_none")),
        *listed(t("results.unwanted"), group.unwelcome(view), group.nothing_unwelcome(view)),
        *listed(t("results.needs"), group.needs(view)),
        *all_roles(view),
        *tensions(view),
        *leadership(view, t("results.run")),
        *listed(t("results.advice"), talk.advice(view, "group")),
        *room(view.words),
    ]
    return _document(view, view.title, on, blocks)


def practitioner_document(view: View, on: date) -> Document:
    """A practitioner's result, which rests on their picture of the group."""
    t = view.words.t
    blocks: list[Block] = [
        *summary(view),
        Para(text=rests(view), tone="note"),
        bar_chart(view),
        *listed(t("results.ask"), to_ask(view)),
        *all_roles(view),
        *tensions(view),
        *to_agree(view),
        *leadership(view, t("results.run_seen")),
        *listed(t("results.advice"), talk.advice(view, "practitioner")),
        *room(view.words),
    ]
    return _document(view, view.title, on, blocks)


def joint_document(view: View, on: date) -> Document:
    """Both sides: the roles, why, where views differ, what to agree, and who does what next."""
    t = view.words.t
    blocks: list[Block] = [
        *summary(view),
        *map_chart(view),
        *_next(view, on),
        *all_roles(view),
        *_own_words(view),
        *_differences(view),
        *tensions(view),
        *to_agree(view),
        *leadership(view, t("results.run_both")),
        *_advice(view),
    ]
    return _document(view, t("together.title"), on, blocks)


def _document(
    view: View, title: str, on: date, blocks: list[Block], meta: list[str] | None = None
) -> Document:
    version = versions(view.words, view.version, view.content.model.version)
    return document(view.words, title, on, version, blocks, meta or [])


def _next(view: View, on: date) -> Iterator[Block]:
    """Who does what next, with room to write it down, and when to look again."""
    t = view.words.t
    yield Heading(text=t("together.who"))
    yield Heading(text=t("together.who_group"), level=3)
    yield Bullets(texts=tuple(talk.group_steps(view)))
    yield Heading(text=t("together.who_practitioner"), level=3)
    yield Bullets(texts=tuple(talk.first_steps(view)))
    heads = (t("report.what"), t("report.who"), t("report.by_when"))
    empty = (("", "", ""),) * 4
    yield Table(
        caption=t("together.who_what"), headers=heads, rows=empty, widths=(5, 3, 2), tall=True
    )
    yield Heading(text=t("together.again_title"), level=3)
    yield Para(text=talk.look_again(view, on))


def _own_words(view: View) -> Iterator[Block]:
    own, (title, avoid) = group.own_words(view), group.own_titles(view)
    if own:
        yield Heading(text=title)
    if "want" in own:
        yield OwnWords(text=own["want"])
    if "avoid" in own:
        yield Heading(text=avoid, level=3)
        yield OwnWords(text=own["avoid"])


def _differences(view: View) -> Iterator[Block]:
    """Both answers side by side, the furthest apart first."""
    t, apart = view.words.t, talk.differences(view)
    yield Heading(text=t("together.differ"))
    if not apart:
        yield Para(text=talk.no_differences(view))
        return
    wishes = talk.wish_lines(view)
    if wishes:
        yield Bullets(texts=tuple(wishes))
    yield Table(
        caption=t("together.differ_what"),
        headers=(t("report.question"), apart[0].ours[0], apart[0].theirs[0]),
        rows=tuple((one.question, one.ours[1], one.theirs[1]) for one in apart),
        widths=(5, 3, 3),
    )


def _advice(view: View) -> Iterator[Block]:
    found = talk.all_advice(view)
    if found:
        yield Heading(text=view.words.t("results.advice"))
    for whom, texts in found.items():
        yield Heading(text=view.words.t(f"results.advice_{whom}"), level=3)
        yield Bullets(texts=tuple(texts))
