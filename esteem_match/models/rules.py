"""The role model: every rule and number of the method, each with its source."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import Field

from esteem_match.models.basics import Condition, Key, Measure, Noun, Share, Side, Sources, Text


class Source(Noun):
    """Where a question, rule or piece of advice comes from."""

    text: Text
    url: str = ""


class Area(Noun):
    """One of the four areas in which practitioners gave support."""

    id: str
    name: Text
    line: Text
    source: Sources


class Role(Noun):
    """A role. It is held below "recommended" until all conditions of `hold_unless` are met.

    Any of `when_asked`: the group wants it only when it asks, which is told wherever the role is.
    `help` names the help in plain words, `plain` is what it is about, as it follows "help with";
    empty: its name.
    """

    id: str
    name: Text
    help: str = ""
    plain: str = ""
    line: Text
    meaning: Text
    area: str
    first_steps: Annotated[tuple[str, ...], Field(min_length=1)]
    take_care: Annotated[tuple[str, ...], Field(min_length=1)]
    then: Text
    otherwise: Text
    hold_unless: tuple[Condition, ...] = ()
    when_asked: tuple[Condition, ...] = ()
    source: Sources


class Leadership(Noun):
    """A way in which groups are run. It fits when all conditions of one list of signs are met.

    `..._lead`: the same to the member who leads; empty where it says nothing of them.
    """

    id: str
    name: Text
    line: Text
    look_out: Text
    implies: Text
    name_lead: str = ""
    line_lead: str = ""
    look_out_lead: str = ""
    implies_lead: str = ""
    signs: tuple[tuple[Condition, ...], ...]
    source: Sources


class Band(Noun):
    """Exact bounds on a key or a side; all given bounds must hold."""

    at_least: Share | None = None
    at_most: Share | None = None
    below: Share | None = None


class Tension(Noun):
    """Something to talk about first. With measures it is asked of each role, else once.

    `to` says who may read it alone; where both look together, they read all. `elsewhere`: it is
    said of each role that is needed, but not from this practitioner. `wanted`: it is said only of a
    role that the practitioner said yes to, in its first question on intention. With `roles` and
    nothing to measure, it is said of the pair, about these roles. `..._you`: the same to a
    practitioner who reads alone, `..._lead` to the member who leads and reads alone; empty where it
    says nothing of them.
    """

    id: str
    to: tuple[Side, ...] = ("group", "practitioner")
    title: Text
    say: Text
    do: Text
    title_you: str = ""
    say_you: str = ""
    do_you: str = ""
    title_lead: str = ""
    say_lead: str = ""
    do_lead: str = ""
    measures: Mapping[Measure, Band] = {}
    elsewhere: bool = False
    wanted: bool = False
    roles: tuple[str, ...] = ()
    facts: tuple[Condition, ...] = ()
    source: Sources


class Advice(Noun):
    """A piece of advice for one or both sides, given when all conditions are met.

    `leadership` (any of these models) and `roles` (any of these is recommended or possible) are
    conditions too, where they are given. `about`: it speaks of these roles, and falls away where a
    clear no rules all of them out: the group's for both sides, a practitioner's own for them alone.
    """

    id: str
    to: tuple[Side, ...]
    text: Text
    facts: tuple[Condition, ...] = ()
    leadership: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    source: Sources


class Agreement(Noun):
    """A point to agree at the outset; it comes first when any of `touched_by` is met.

    `roles`: it is about these alone, and falls away where a clear no rules all of them out. What is
    answered about a role that is ruled out touches nothing. `part`: the part of a workshop's
    agreement that asks it; empty: it is one of the boundaries. `..._many`: the same where several
    practitioners took part; empty where it says nothing of them.
    """

    id: str
    title: Text
    text: Text
    touched_by: tuple[Condition, ...] = ()
    roles: tuple[str, ...] = ()
    title_many: str = ""
    text_many: str = ""
    part: Literal["", "not_do", "disagree"] = ""
    source: Sources


class Lines(Noun):
    """The lines that a side must reach, in the units of a key."""

    possible: Share
    recommended: Share
    source: Sources


class Welcome(Noun):
    """The group leads: "possible" needs a wish above `above`, in the units of a key; "recommended"
    needs at least one wish answered with the position `answer` or a higher one."""

    above: Share
    answer: Annotated[int, Field(ge=1)]
    source: Sources


class Spreads(Noun):
    """For each key, how often each word of the scale is to be expected where nothing is known."""

    need: tuple[Share, ...]
    wish: tuple[Share, ...]
    capacity: tuple[Share, ...]
    intention: tuple[Share, ...]
    source: Sources

    def of(self, key: Key) -> tuple[Share, ...]:
        found: tuple[Share, ...] = getattr(self, key)
        return found


class Sure(Noun):
    """The chances from which a label is called likely, and leaning this way."""

    likely: Share
    leaning: Share
    source: Sources


class Report(Noun):
    """For showing results: tie band, perception gap, when to look again."""

    tie: Share
    gap: Share
    gap_few: Share
    few: int
    look_again_days: Annotated[int, Field(ge=1)]
    source: Sources


class Robustness(Noun):
    """Weight draws, their spread, and the shares from which a label is called steady or close."""

    draws: Annotated[int, Field(ge=1)]
    spread: Share
    steady: Share
    close: Share
    source: Sources


class Joint(Noun):
    """For many voices: how many a side needs to be shown, and when views are said to differ.

    `split_steps`: mean distance from the median of a role's wish, in steps of the scale. Source:
    scoring.md 8. `split_steps_item`: the same for one question, whose single answers are noisier.
    """

    min_voices: Annotated[int, Field(ge=1)]
    min_each_side: Annotated[int, Field(ge=1)]
    split_steps: Fraction
    split_steps_item: Fraction
    source: Sources


class RoleModel(Noun):
    """All rules and numbers of the method."""

    id: str
    version: str
    status: Literal["expert-judgement", "vignette-checked"]
    top: Annotated[int, Field(ge=1)]
    anchors: tuple[str, ...]
    lines: Lines
    welcome: Welcome
    expected: Spreads
    sureness: Sure
    report: Report
    robustness: Robustness
    workshop: Joint
    areas: tuple[Area, ...]
    roles: tuple[Role, ...]
    leadership: tuple[Leadership, ...]
    tensions: tuple[Tension, ...]
    advice: tuple[Advice, ...]
    agreement: tuple[Agreement, ...]
    sources: Mapping[str, Source]
