"""The published cases, and what the command demo says of them."""

from collections import Counter
from collections.abc import Iterator
from functools import cache

import pytest
from typer.testing import CliRunner

from esteem_match import content, journey, resources
from esteem_match.__main__ import app
from esteem_match.cli.content import cases
from esteem_match.cli.content.cases import Case, Found
from esteem_match.explain import gaps, ledger, points, position, spread_sensitivity, tensions
from esteem_match.models import (
    SIDES,
    Content,
    Example,
    Expected,
    Label,
    Library,
    RoleFit,
    Side,
    Sureness,
)
from esteem_match.scoring import on_a_picture, rank, score

IDS = ("C05", "C07", "C09", "C10", "C11", "C14", "C17", "C21", "C22", "C28", "N1", "N2")
FOUND = (Label.RECOMMENDED, Label.POSSIBLE)


@cache
def library() -> Library:
    return content.load(resources.ROOT / "questionnaires")


def base() -> Content:
    return library().contents[library().base]


def examples() -> tuple[Example, ...]:
    """The published cases."""
    return tuple(example for example in library().examples[library().base] if not example.made_up)


def made_up() -> Example:
    (example,) = [one for one in library().examples[library().base] if one.made_up]
    return example


def demo(*words: str) -> list[str]:
    result = CliRunner().invoke(app, ["demo", *words])
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout.splitlines()


def fits(example: Example) -> dict[str, RoleFit]:
    return {fit.role: fit for fit in score(base(), example.group, example.practitioner)}


def primary() -> Iterator[tuple[Example, RoleFit]]:
    for example in examples():
        yield from ((example, fits(example)[role]) for role in expectation(example).primary)


def not_now() -> Iterator[tuple[Example, RoleFit]]:
    for example in examples():
        yield from ((example, fits(example)[role]) for role in expectation(example).not_now)


def expectation(example: Example) -> Expected:
    assert example.expected
    return example.expected


def test_the_twelve_cases_are_there_with_their_expectations() -> None:
    assert tuple(example.id for example in examples()) == IDS
    assert all(expectation(example).primary and example.url for example in examples())


def test_every_case_can_be_scored_from_its_answers() -> None:
    for example in examples():
        assert example.group
        assert list(fits(example)) == [role.id for role in base().model.roles]


def test_a_group_that_wants_its_meetings_to_itself_gets_no_facilitator() -> None:
    closed = [example for example in examples() if example.group.get("g.fa.no") == 1]
    assert closed
    for example in closed:
        assert fits(example)["facilitator"].label == Label.NOT_NOW


def test_no_case_is_given_a_facilitator_without_the_groups_own_yes() -> None:
    unasked = [example for example in examples() if not said_yes(example)]
    assert unasked
    for example in unasked:
        assert fits(example)["facilitator"].label != Label.RECOMMENDED


def said_yes(example: Example) -> bool:
    return int(example.group.get("g.fa.come", 0)) >= 3


@pytest.mark.parametrize("name", IDS)
@pytest.mark.parametrize("wish", [2, 3])
def test_a_case_made_ideal_for_a_facilitator_still_hangs_on_the_groups_own_yes(
    name: str, wish: int
) -> None:
    """All else that counts for the role is at its best, so that nothing but this wish holds it."""
    case = next(example for example in examples() if example.id == name)
    best = {i.id: base().model.top for i in base().items() if i.key and i.role == "facilitator"}
    answers = {**case.group, **case.practitioner, **best, "g.fa.come": wish, "g.fa.no": 0}
    fit = next(f for f in score(base(), answers, {"p.fa.no": 0}) if f.role == "facilitator")
    assert fit.label == (Label.RECOMMENDED if wish == 3 else Label.POSSIBLE)
    assert fit.appropriate.held_by == (() if wish == 3 else ("g.fa.come",))


def test_a_practitioners_guess_is_never_the_groups_own_yes() -> None:
    glad = {item.id: base().model.top for item in base().items() if item.key}
    own = {fit.role: fit for fit in score(base(), glad, {})}
    seen = {fit.role: fit for fit in score(on_a_picture(base()), glad, {})}
    assert {fit.label for fit in own.values()} == {Label.RECOMMENDED}
    assert seen.pop("facilitator").label == Label.POSSIBLE
    assert seen == {role: fit for role, fit in own.items() if role != "facilitator"}


def test_demo_shows_each_role_of_each_case_with_what_was_expected_and_found() -> None:
    lines = demo()
    names = {role.id: role.name for role in base().model.roles}
    for example in examples():
        start = lines.index(f"{example.id}  {example.title}") + 1
        for line, (role, fit) in zip(lines[start:], fits(example).items(), strict=False):
            assert line[13:] == f"{names[role]:<20}{fit.label:<24}{fit.sureness}"
            assert line[:13].strip() == expected(example, role)


def expected(example: Example, role: str) -> str:
    places = {"primary": "primary", "secondary": "secondary", "not_now": "not now"}
    return next(
        (word for place, word in places.items() if role in getattr(expectation(example), place)), ""
    )


def test_the_totals_of_demo_are_those_of_the_exact_scores() -> None:
    labels = Counter(fit.label for _, fit in primary())
    sure = Counter(fit.sureness for _, fit in primary())
    reach = sum(fit.label_high == Label.RECOMMENDED for _, fit in primary())
    assert totals() == [
        ("cases", len(examples())),
        ("primary roles", labels.total()),
        ("recommended", labels[Label.RECOMMENDED]),
        ("recommended or possible", labels[Label.RECOMMENDED] + labels[Label.POSSIBLE]),
        ("not now", labels[Label.NOT_NOW]),
        *((word, sure[Sureness(word)]) for word in ("settled", "likely", "leaning", "open")),
        ("range still reaches recommended", reach),
        ("in the first band of their case", sum(map(in_first_band, examples()))),
        ("not-now roles", len(list(not_now()))),
        ("recommended or possible", sum(fit.label in FOUND for _, fit in not_now())),
        ("of these, not open", sum(_surely(fit) for _, fit in not_now())),
        ("ranked above a primary role", sum(map(above, examples()))),
    ]


def _surely(fit: RoleFit) -> bool:
    return fit.label in FOUND and fit.sureness != Sureness.OPEN


def totals() -> list[tuple[str, int]]:
    lines = demo()
    last = lines[next(n for n, line in enumerate(lines) if line.startswith("cases ")) :]
    return [(line[:36].strip(), int(line[36:].split()[0])) for line in last]


def in_first_band(example: Example) -> int:
    first = {fit.role for fit in rank(base().model, fits(example).values())[0]}
    return len(first & set(expectation(example).primary))


def above(example: Example) -> int:
    """How many not-now roles stand in a band before that of some primary role."""
    bands = rank(base().model, fits(example).values())
    place = {fit.role: number for number, band in enumerate(bands) for fit in band}
    last = max(place[role] for role in expectation(example).primary)
    return sum(place[role] < last for role in expectation(example).not_now)


def test_a_not_now_role_counts_as_above_when_any_primary_role_stands_below_it() -> None:
    fit, example = fits(examples()[0])["facilitator"], examples()[0]
    bands = (("primary", 0), ("not_now", 1), ("primary", 2), ("not_now", 2), ("", 0))
    case = Case(example, {}, {}, tuple(Found("C1", place, fit, band) for place, band in bands))
    (line,) = [line for line in cases.totals([case]) if "ranked above" in line]
    assert line.split("primary role")[1].split() == ["1", "(C1", "facilitator)"]


@pytest.mark.parametrize("name", [*IDS, "c10"])
def test_one_case_is_told_in_full(name: str) -> None:
    text = "\n".join(demo("--case", name))
    example = next(example for example in examples() if example.id == name.upper())
    assert text.startswith(f"{example.id}  {example.title}")
    assert example.url in text
    assert "{group}" not in text
    for role, fit in fits(example).items():
        assert f"({role})" in text
        assert f"{fit.label}, from {fit.label_low} to {fit.label_high}" in text
        assert f"{fit.sureness}, with a chance of {float(fit.chance):.4f}" in text


@pytest.mark.parametrize("name", IDS)
def test_one_case_says_what_other_spreads_would_make_of_each_role(name: str) -> None:
    lines = demo("--case", name)
    example = next(example for example in examples() if example.id == name)
    said = [line.split(maxsplit=2)[2] for line in lines if line.startswith("  other spreads ")]
    assert said == [
        f"{one.flat} with flat ones, {one.steep} with half as steep again"
        for one in spread_sensitivity(base(), example.group, example.practitioner)
    ]


@pytest.mark.parametrize("name", IDS)
def test_the_ledger_of_a_case_is_printed_in_whole_points_that_total_100(name: str) -> None:
    lines = demo("--case", name)
    example = next(example for example in examples() if example.id == name)
    sums = [line.split()[:2] for line in lines if line.endswith("  in all")]
    rows = [ledger(base(), role, example.group, example.practitioner) for role in fits(example)]
    assert len(sums) == sum(bool(entries) for entries in rows)
    assert all(int(earned) + int(lost) == 100 for earned, lost in sums)
    for row in (row for entries in rows for row in points(entries)):
        assert any(
            line.startswith(f"    {row.earned:>6}{row.lost:>6}  {row.item} ") for line in lines
        )


# The made-up pair


def test_the_made_up_pair_comes_first_and_says_that_it_is_made_up() -> None:
    first, *rest = library().examples[library().base]
    assert first.made_up
    assert "made-up" in first.title
    assert not any(example.made_up for example in rest)


@pytest.mark.parametrize("side", SIDES)
def test_the_made_up_pair_answers_every_question_and_no_other(side: Side) -> None:
    answers, questionnaire = getattr(made_up(), side), base().side(side)
    assert journey.missing(questionnaire, answers) == ()
    assert journey.counted(questionnaire, answers) == answers


def test_the_made_up_pair_shows_each_part_of_a_whole_result() -> None:
    example = made_up()
    found = fits(example).values()
    assert {fit.label for fit in found} == {Label.RECOMMENDED, Label.POSSIBLE, Label.NOT_NOW}
    assert tensions(base(), example.group, example.practitioner, tuple(found))
    assert any(gap.difference for gap in gaps(base(), example.group, example.practitioner))
    assert any(fit.appropriate.closed_by for fit in found)
    places = [position(base(), fit, example.group) for fit in found]
    assert any(place.elsewhere for place in places), "needed, but not from this practitioner"
    assert {fit.sureness for fit in found} == {Sureness.SETTLED}, "for every question is answered"


def test_the_made_up_pair_is_counted_in_no_figure_of_the_cases() -> None:
    assert [case.example.id for case in cases.cases(library())] == list(IDS)
    assert not any(made_up().title in line for line in demo())
    refused = CliRunner().invoke(app, ["demo", "--case", made_up().id])
    assert refused.exit_code != 0
