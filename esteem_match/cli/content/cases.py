"""The published cases: the roles that each shows, and the roles that the rules find."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from esteem_match.journey import counted
from esteem_match.models import (
    Answers,
    Content,
    Example,
    Expected,
    Label,
    Library,
    RoleFit,
    Sureness,
)
from esteem_match.scoring import rank, score

WITHIN = (Label.RECOMMENDED, Label.POSSIBLE)
PLACES = {"primary": "primary", "secondary": "secondary", "not_now": "not now"}


class Found(NamedTuple):
    """One role of one case. `place`: its field in Expected, or ''; `band`: 0 is the first."""

    case: str
    place: str
    fit: RoleFit
    band: int


class Case(NamedTuple):
    """A case with its answers that count, and its roles in the role model's order."""

    example: Example
    group: Answers
    practitioner: Answers
    roles: tuple[Found, ...]


def cases(library: Library) -> tuple[Case, ...]:
    """The published cases in the base language, without made-up pairs."""
    content = library.contents[library.base]
    published = (example for example in library.examples[library.base] if not example.made_up)
    return tuple(_case(content, example) for example in published)


def overview(library: Library) -> Iterator[str]:
    """All cases with the expected and found roles, and the totals."""
    names = {role.id: role.name for role in library.contents[library.base].model.roles}
    found = cases(library)
    for case in found:
        yield f"{case.example.id}  {case.example.title}"
        yield from (line_of(one, names) for one in case.roles)
        yield ""
    yield from totals(found)


def line_of(one: Found, names: Mapping[str, str]) -> str:
    """One role in a line: expected, found, and how sure."""
    fit, expected = one.fit, PLACES.get(one.place, "")
    return f"  {expected:<11}{names[fit.role]:<20}{fit.label:<24}{fit.sureness}"


def totals(found: Sequence[Case]) -> Iterator[str]:
    """Counts of how well the rules and the cases agree."""
    primary = _in(found, "primary")
    labels = Counter(one.fit.label for one in primary)
    sure = Counter(one.fit.sureness for one in primary)
    within = [one for one in _in(found, "not_now") if one.fit.label in WITHIN]
    surer = [one for one in within if one.fit.sureness != Sureness.OPEN]
    reach = sum(one.fit.label_high == Label.RECOMMENDED for one in primary)
    facts = (
        ("cases", str(len(found))),
        ("primary roles", str(len(primary))),
        ("  recommended", str(labels[Label.RECOMMENDED])),
        ("  recommended or possible", str(sum(labels[label] for label in WITHIN))),
        ("  not now", str(labels[Label.NOT_NOW])),
        *((f"  {word}", str(sure[word])) for word in Sureness),
        ("  range still reaches recommended", str(reach)),
        ("  in the first band of their case", str(sum(one.band == 0 for one in primary))),
        ("not-now roles", str(len(_in(found, "not_now")))),
        ("  recommended or possible", _listed(within)),
        ("  of these, not open", _listed(surer)),
        ("  ranked above a primary role", _listed(list(_above(found)))),
    )
    return (f"{name:<36}{fact}" for name, fact in facts)


def _case(content: Content, example: Example) -> Case:
    group = counted(content.group, example.group)
    practitioner = counted(content.practitioner, example.practitioner)
    fits = score(content, group, practitioner)
    bands = {
        fit.role: place for place, band in enumerate(rank(content.model, fits)) for fit in band
    }
    roles = (
        Found(example.id, _place(example.expected, fit.role), fit, bands[fit.role]) for fit in fits
    )
    return Case(example, group, practitioner, tuple(roles))


def _place(expected: Expected | None, role: str) -> str:
    return next((place for place in PLACES if role in getattr(expected, place)), "")


def _in(found: Sequence[Case], place: str) -> list[Found]:
    return [one for case in found for one in case.roles if one.place == place]


def _above(found: Sequence[Case]) -> Iterator[Found]:
    """The not-now roles in a better band than a primary role of the same case."""
    for case in found:
        last = max((one.band for one in _in([case], "primary")), default=0)
        yield from (one for one in _in([case], "not_now") if one.band < last)


def _listed(found: Sequence[Found]) -> str:
    names = ", ".join(f"{one.case} {one.fit.role}" for one in found)
    return f"{len(found)}  ({names})" if found else "0"
