"""The role model: all rules and numbers of the method, with their sources."""

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
    """One of the four areas in which practitioners can give support."""

    id: str
    name: Text
    line: Text
    source: Sources


class Role(Noun):
    """A role. It stays below "recommended" until all conditions of `hold_unless` are met.

    If any of `when_asked` is met, the group wants it only on request, and every result says so.
    `help` names the help in plain words. `plain` completes "help with ..."; empty: its name.
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
    """A style of leading a group. It fits when all conditions in one of the `signs` lists are met.

    `..._lead`: the text for the member who leads; empty where the usual text will do.
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
    """Exact bounds on a key or a side; all that are set must hold."""

    at_least: Share | None = None
    at_most: Share | None = None
    below: Share | None = None


class Tension(Noun):
    """Something to talk about first. With measures it is checked for each role, else once.

    `to`: who may read it alone; together, both read everything. `elsewhere`: it applies to each
    role that is needed, but not from this practitioner. `wanted`: it applies only to a role to
    which the practitioner said yes in the first question on intention. With `roles` and no
    measures, it applies to the pair, about these roles. `..._you`: the text for a practitioner who
    reads alone, `..._lead`: for the member who leads and reads alone; empty where the usual text
    will do.
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
    """A piece of advice for one or both sides, shown when all conditions are met.

    `leadership` (any of these styles fits) and `roles` (any of these is recommended or possible)
    are conditions too, where they are set. `about`: the advice is about these roles, and is left
    out where a clear no rules out all of them: the group's for both sides, a practitioner's own
    only for themselves.
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
    """A point to agree at the start; it comes first when any of `touched_by` is met.

    `roles`: it is only about these, and is left out where a clear no rules out all of them.
    Answers about a role that is ruled out do not count for `touched_by`. `part`: the part of a
    workshop's agreement that asks it; empty: it is one of the boundaries. `..._many`: the same
    where several practitioners took part; empty where it is the same for all.
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
    """The least that a side must reach for each label, from 0 to 1 like a key."""

    possible: Share
    recommended: Share
    source: Sources


class Welcome(Noun):
    """What the group's wish must be: "possible" needs a wish above `above`, from 0 to 1 like a key;
    "recommended" needs at least one wish answered with position `answer` or higher."""

    above: Share
    answer: Annotated[int, Field(ge=1)]
    source: Sources


class Spreads(Noun):
    """For each key, how likely each option of the scale is while nothing is known."""

    need: tuple[Share, ...]
    wish: tuple[Share, ...]
    capacity: tuple[Share, ...]
    intention: tuple[Share, ...]
    source: Sources

    def of(self, key: Key) -> tuple[Share, ...]:
        found: tuple[Share, ...] = getattr(self, key)
        return found


class Sure(Noun):
    """The least chances with which a label is called likely, and leaning."""

    likely: Share
    leaning: Share
    source: Sources


class Report(Noun):
    """Numbers for showing results: tie band, perception gap, when to look again."""

    tie: Share
    gap: Share
    gap_few: Share
    few: int
    look_again_days: Annotated[int, Field(ge=1)]
    source: Sources


class Robustness(Noun):
    """Weight draws, their spread, and the least shares for calling a label steady or close."""

    draws: Annotated[int, Field(ge=1)]
    spread: Share
    steady: Share
    close: Share
    source: Sources


class Joint(Noun):
    """For workshops: how many voices a side needs to be shown, and when views differ.

    `split_steps`: the mean distance from the median of a role's wish, in steps of the scale.
    Source: scoring.md 8. `split_steps_item`: the same for one question, where answers are noisier.
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
