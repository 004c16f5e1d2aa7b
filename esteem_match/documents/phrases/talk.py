"""What to talk about: tensions, differences, agreements, advice, leadership."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from esteem_match import explain
from esteem_match.documents.phrases.first import best
from esteem_match.documents.phrases.once import once
from esteem_match.documents.phrases.roles import nothing_now
from esteem_match.documents.phrases.view import View, asks, in_words
from esteem_match.models import SIDES, Advice, Leadership, Side, Tension


class Tense(NamedTuple):
    """A tension in words, with the names of the roles of which it is said."""

    id: str
    title: str
    roles: list[str]
    say: str
    do: str


class Apart(NamedTuple):
    """A question that two see differently: whose answer, and what it is, twice."""

    question: str
    ours: tuple[str, str]
    theirs: tuple[str, str]
    item: str = ""


@once
def tensions(view: View) -> list[Tense]:
    """What to talk about first, each with what helps."""
    raised = explain.tensions(view.content, view.group, view.practitioner, view.in_play, view.side)
    names = {role.id: role.name for role in view.content.model.roles}
    seen: dict[str, list[str]] = {}
    for one in raised:
        seen.setdefault(one.tension.id, []).extend([names[one.role]] if one.role else [])
    every = view.content.model.tensions
    return [_tense(view, one, seen[one.id]) for one in every if one.id in seen]


def _tense(view: View, one: Tension, roles: list[str]) -> Tense:
    """In the words for who reads alone, where it tells of them."""
    title, say, do = one.title, one.say, one.do
    if view.seen:
        title, say, do = one.title_you or title, one.say_you or say, one.do_you or do
    if view.to_leader:
        title, say, do = one.title_lead or title, one.say_lead or say, one.do_lead or do
    put_in, helps = view.words.put_in, view.words.t("results.do")
    return Tense(one.id, put_in(title), roles, put_in(say), f"{helps}: {put_in(do)}")


def agreement(view: View) -> list[str]:
    """What to agree at the outset; first what the answers touched."""
    put_in = view.words.put_in
    return [f"{put_in(p.agreement.title)}: {put_in(p.agreement.text)}" for p in _points(view)]


def touched(view: View) -> bool:
    """Whether an answer touched any of it."""
    return any(point.touched for point in _points(view))


def _points(view: View) -> tuple[explain.Point, ...]:
    return explain.agreement(view.content, view.group, view.practitioner)


def advice(view: View, side: Side) -> list[str]:
    """What is good to know for one side."""
    return _texts(view, _advice(view, side))


def all_advice(view: View, *others: View) -> dict[str, list[str]]:
    """What is good to know for `both` sides, then for each; what is empty is left out.

    `others`: with further practitioners, where only what is good to know with each is said.
    """
    every: dict[Side, list[Advice]] = {side: [] for side in SIDES}
    for side in SIDES if view.side is None else (view.side,):
        known = [_advice(other, side) for other in others]
        every[side] = [one for one in _advice(view, side) if all(one in each for each in known)]
    both = [one for one in every["group"] if one in every["practitioner"]]
    parts: dict[str, list[Advice]] = {"both": both}
    for side in SIDES:
        parts[side] = [one for one in every[side] if one not in both]
    return {whom: _texts(view, found) for whom, found in parts.items() if found}


def _texts(view: View, found: Sequence[Advice]) -> list[str]:
    return [view.words.put_in(one.text) for one in found]


def _advice(view: View, side: Side) -> list[Advice]:
    """What the answers touch comes first; what is good for anybody to know, after it."""
    pair = view.group, view.practitioner
    found = explain.advice(view.content, side, *pair, view.in_play, view.reads)
    found = tuple(one for one in found if not one.about or not view.declined.issuperset(one.about))
    return sorted(found, key=lambda one: not (one.facts or one.leadership))


@once
def leadership(view: View) -> tuple[Leadership, ...]:
    """How the group is run; to the member who leads, in the words for them."""
    found = explain.leadership(view.content, view.group)
    return tuple(map(_to_leader, found)) if view.to_leader else found


def _to_leader(model: Leadership) -> Leadership:
    return model.model_copy(
        update={
            "name": model.name_lead or model.name,
            "line": model.line_lead or model.line,
            "look_out": model.look_out_lead or model.look_out,
            "implies": model.implies_lead or model.implies,
        }
    )


def run_lines(view: View) -> list[str]:
    """How the group is run, a line a model."""
    put_in = view.words.put_in
    return [f"{put_in(model.name)}. {put_in(model.line)}" for model in leadership(view)]


def run_more(view: View, model: Leadership) -> list[str]:
    """What to look out for where a group is run so, and what good support is like."""
    t, put_in = view.words.t, view.words.put_in
    return [
        f"{t('results.look_out')}: {put_in(model.look_out)}",
        f"{t('results.implies')}: {put_in(model.implies)}",
    ]


def differences(view: View) -> list[Apart]:
    """Where the two see things differently, the furthest apart first, no winner."""
    found = explain.gaps(view.content, view.group, view.practitioner)
    return [_apart(view, gap) for gap in found if gap.difference]


def no_differences(view: View) -> str:
    """What is said where nothing differs: that it is so, or that it is not known."""
    found = explain.gaps(view.content, view.group, view.practitioner)
    return view.words.t("together.differ_none" if found else "together.differ_unknown")


def wish_lines(view: View) -> list[str]:
    """Roles of which a practitioner expects more or less of a welcome than the group gives."""
    names = {role.id: role.name for role in view.content.model.roles}
    found = explain.wish_gaps(view.content, view.group, view.practitioner)
    return [view.words.t(_expects(gap), role=names[gap.role]) for gap in found if gap.flagged]


def _expects(gap: explain.WishGap) -> str:
    return "together.differ_role" if gap.gap > 0 else "together.differ_role_less"


def _apart(view: View, gap: explain.Gap) -> Apart:
    t = view.words.t
    stated, guessed = (
        in_words(view.content, gap.item, answer, view.words) for answer in (gap.stated, gap.guessed)
    )
    return Apart(
        view.words.put_in(gap.item.says) or asks(view.content, gap.item, view.words),
        (t("together.differ_group"), stated),
        (t("together.differ_practitioner"), guessed),
        gap.item.id,
    )


def group_steps(view: View) -> list[str]:
    """What the group does first, whatever fits."""
    return [view.words.t(f"together.who_group_{which}") for which in ("first", "second")]


def first_steps(view: View) -> list[str]:
    """What the practitioner does first: for the roles that fit best, a step each."""
    band = best(view)
    steps = [view.words.put_in(view.role(fit).first_steps[0]) for fit in band]
    if band and not view.is_open(*band):
        return steps
    if nothing_now(view):
        return [view.words.t("together.who_nothing")]
    return _too_early(view) or [view.words.t("together.who_nothing")]


def _too_early(view: View) -> list[str]:
    """Where too little is known: whose answers are to come first."""
    whose = {view.asked(one.item) for one in view.open}
    first = {"practitioner": "together.who_answer", "group": "together.who_ask"}
    return [view.words.t(word) for side, word in first.items() if side in whose]


def again_on(view: View, today: date) -> date:
    return today + timedelta(days=view.content.model.report.look_again_days)
