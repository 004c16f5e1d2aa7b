"""Checks on base content that can be read part by part but is wrong as a whole."""

from collections.abc import Callable, Iterator, Mapping
from operator import attrgetter

from esteem_match.content import mirrors
from esteem_match.content.checks import (
    cases,
    checklists,
    facts,
    ids,
    items,
    measures,
    numbers,
    paths,
    references,
    walk,
    words,
)
from esteem_match.content.problems import Problem
from esteem_match.content.raw import Raw
from esteem_match.content.view import View

Check = Callable[[View], Iterator[Problem]]

ITEMS = ("group.sections", "practitioner.sections")
CITING = tuple(f"model.{part}" for part in (*references.LISTS, *references.TABLES))
PACES = ("group.pace", "practitioner.pace")
OPTIONS = ("group.options", "practitioner.options")

CHECKS: tuple[tuple[Check, tuple[str, ...]], ...] = (
    (items.shapes, ITEMS),
    (items.option_names, (*ITEMS, *OPTIONS)),
    (items.scale_lengths, (*ITEMS, *OPTIONS, "model.top")),
    (items.unused_lists, (*ITEMS, *OPTIONS)),
    (checklists.named, ITEMS),
    (checklists.boxes, (*ITEMS, *OPTIONS)),
    (checklists.together, ITEMS),
    (checklists.pace, (*ITEMS, *PACES)),
    (checklists.unticked, ITEMS),
    (walk.first_looks, ITEMS),
    (walk.anew, ITEMS),
    (walk.answered_by_seat, (*ITEMS, *OPTIONS)),
    (walk.closed_early, ITEMS),
    (paths.section_sizes, ITEMS),
    (paths.whens, (*ITEMS, *OPTIONS)),
    (references.roles, (*ITEMS, "model.roles")),
    (references.areas, (*ITEMS, "model.areas")),
    (references.leadership, ("model.leadership",)),
    (references.sources, (*ITEMS, "model.sources")),
    (references.idle_sources, (*ITEMS, *CITING, "model.sources")),
    (measures.equal, (*ITEMS, "model.roles")),
    (measures.needs, ITEMS),
    (measures.holds, (*ITEMS, "model.roles")),
    (measures.vetoes, (*ITEMS, "model.roles")),
    (measures.mirrored, ITEMS),
    (numbers.lines, ("model.lines",)),
    (numbers.welcome, ("model.welcome", "model.top")),
    (numbers.expected, ("model.expected", "model.top")),
    (numbers.sureness, ("model.sureness",)),
    (numbers.report, ("model.report",)),
    (numbers.robustness, ("model.robustness",)),
    (numbers.workshop, ("model.workshop", "model.top")),
    (numbers.anchors, ("model.anchors", "model.top")),
    (facts.conditions, (*ITEMS, *OPTIONS)),
    (facts.signs, ("model.leadership",)),
    (facts.measures, ("model.tensions",)),
    (facts.addressees, ("model.advice", "model.tensions")),
    (cases.answers, (*ITEMS, *OPTIONS, "examples")),
    (cases.checklists, (*ITEMS, "examples")),
    (cases.origins, ("examples",)),
    (cases.expectations, ("examples", "model.roles")),
)


def problems(raw: Mapping[str, Raw], view: View) -> Iterator[Problem]:
    """All problems of the base files; checks are skipped if what they need can't be read."""
    yield from ids.problems(raw)
    yield from words.problems(raw)
    yield from words.not_texts(raw)
    yield from words.option_lists(raw)
    yield from words.needs(raw)
    if "group" in raw and "practitioner" in raw:
        yield from mirrors.problems(raw["group"], raw["practitioner"])
    for check, needs in CHECKS:
        if all(attrgetter(need)(view) is not None for need in needs):
            yield from check(view)
