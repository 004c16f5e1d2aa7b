"""A workshop with several practitioners: who could do what, a page each, a map and differences."""

import io
import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import combinations

import pypdfium2 as pdfium
import pytest

from esteem_match.documents import board_document
from esteem_match.documents.blocks import Block, Map, RoleCard, RoleGrid, Ticks
from esteem_match.documents.board.each import to_talk
from esteem_match.documents.phrases.room import RoundResult, apart
from esteem_match.models import Answer, Seat, Voice
from esteem_match.render import FORMATS, screen
from esteem_match.render.data import every
from esteem_match.render.figures.reach import TALLEST, levelled, reach_map
from esteem_match.render.figures.svg import LARGE, SMALL, WIDTH
from tests.hall import EIGHT, hall, result, scattered, voice
from tests.papers import CONTENT, DAY, made_up, words

OURS, THEIRS = made_up()
ROLE = "capacity-builder"
CANT = {
    item.id: 0
    for item in CONTENT.practitioner.items()
    if item.role == ROLE and item.key in ("capacity", "intention")
}
CAN = dict.fromkeys(CANT, 4)


def blocks(held: RoundResult, number: int = 0) -> list[Block]:
    return list(every(board_document(held, DAY, number).blocks))


def grid(held: RoundResult) -> RoleGrid:
    (found,) = [one for one in blocks(held) if isinstance(one, RoleGrid)]
    return found


def group(*practitioners: Mapping[str, Answer], **own: Answer) -> RoundResult:
    """Six members who all answer as the made-up group does, and these practitioners."""
    said = {**OURS, **{name.replace("_", "."): one for name, one in own.items()}}
    heard = [voice(f"m{n}", "member", said) for n in range(6)]
    offers = [{**THEIRS, **one} for one in practitioners]
    return result(heard + [voice(f"p{n}", "practitioner", one) for n, one in enumerate(offers)])


def texts(held: RoundResult) -> str:
    return FORMATS["json"].render(board_document(held, DAY)).decode()


# The grid


def test_it_begins_with_who_could_do_what_each_practitioner_by_each_role() -> None:
    first, second, *_ = board_document(hall(), DAY).blocks
    assert (first.kind, second.kind) == ("heading", "grid")
    found = grid(hall())
    assert [row.name.split()[0] for row in found.rows] == [str(n) for n in range(1, EIGHT + 1)]
    assert [one.of.role for one in found.roles] == [role.id for role in CONTENT.model.roles]
    assert all(len(row.cells) == len(found.roles) for row in found.rows)


@pytest.mark.parametrize(
    ("own", "said"),
    [
        ({"g_rb_wish1": 4, "g_rb_wish2": 0, "g_rb_no": 0}, "wanted_yes"),
        ({"g_rb_wish1": 2, "g_rb_wish2": 1, "g_rb_no": 0}, "wanted_perhaps"),
        ({"g_rb_wish1": 0, "g_rb_wish2": 1, "g_rb_no": 0}, "wanted_no"),
        ({"g_rb_wish1": 4, "g_rb_no": 1}, "wanted_refused"),
    ],
)
def test_it_says_of_each_role_whether_the_group_wants_it(own: dict[str, Answer], said: str) -> None:
    found = grid(group({}, {}, **own)).roles[0]
    assert found.of.role == "resource-builder"
    assert found.said == words().t(f"board.{said}")


@pytest.mark.parametrize(
    ("offers", "nobody"),
    [((CANT, CANT), True), ((CANT, CAN), False), ((CAN, CAN), False), ((CANT, {}), False)],
)
def test_needed_and_nobody_here_is_said_only_where_it_is_so(
    offers: tuple[Mapping[str, Answer], ...], nobody: bool
) -> None:
    wanted = dict.fromkeys(("g_cb_share", "g_cb_wish1", "g_cb_wish2"), 4)
    if not offers[1]:
        offers = (CANT, dict.fromkeys(CANT))  # the other is not sure of anything
    held = group(*offers, **wanted, g_cb_no=0)
    found = next(one for one in grid(held).roles if one.of.role == ROLE)
    assert (words().t("board.nobody_here") in found.notes) == nobody
    unmet = next(one.id for one in CONTENT.model.tensions if one.elsewhere)
    told = [one for one in to_talk(held, 1) if one.id == unmet and "Capacity-builder" in one.roles]
    assert bool(told) == nobody


# A page each, and the document


def test_each_practitioner_has_a_page_with_their_own_roles_and_nobody_elses() -> None:
    held = hall()
    assert not [one for one in blocks(held) if isinstance(one, RoleCard)]
    for number in held.views:
        page = blocks(held, number)
        cards = [one for one in page if isinstance(one, RoleCard)]
        assert len(cards) == len(CONTENT.model.roles)
        assert not [one for one in page if isinstance(one, RoleGrid | Map)]
        named = {int(n) for n in re.findall(r"Practitioner (\d)", screen_of(held, number))}
        assert named == {number}


def screen_of(held: RoundResult, number: int) -> str:
    return screen(board_document(held, DAY, number))


@pytest.mark.parametrize("held", [hall(), scattered(3), scattered(4)], ids=["hall", "3", "4"])
def test_with_eight_practitioners_the_pdf_has_at_most_eight_pages_and_the_grid_on_the_first(
    held: RoundResult,
) -> None:
    made = pdfium.PdfDocument(io.BytesIO(FORMATS["pdf"].render(board_document(held, DAY))))
    assert len(made) <= EIGHT
    first = " ".join(made[0].get_textpage().get_text_range().split())
    assert all(role.help in first for role in CONTENT.model.roles)
    assert all(" ".join(row.name.split()[:2]) in first for row in grid(held).rows)


def test_on_paper_each_practitioner_has_a_part_under_their_name() -> None:
    printed = FORMATS["html"].render(board_document(hall(), DAY)).decode()
    for number in range(1, EIGHT + 1):
        assert re.search(rf"<h2>Practitioner {number} \(", printed)


# The map


@pytest.mark.parametrize("letter", [SMALL, LARGE])
@pytest.mark.parametrize("held", [hall(), hall(20), group(*[{}] * EIGHT)], ids=["8", "20", "alike"])
def test_no_point_of_the_map_lies_on_another_and_each_has_its_number(
    held: RoundResult, letter: int
) -> None:
    pairs = [view.fits for view in held.views.values()]
    for role in CONTENT.model.roles:
        fits = [next(fit for fit in fits if fit.role == role.id) for fits in pairs]
        dots = levelled(tuple(held.views), fits, letter)
        assert sorted(one.number for one in dots) == list(range(1, len(pairs) + 1))
        for one, other in combinations(dots, 2):
            assert one.level != other.level or abs(one.x - other.x) >= 1.6 * letter
            assert 0 < one.x < WIDTH


def test_the_map_names_every_number_and_draws_a_range_as_a_thin_line() -> None:
    unsure = dict.fromkeys(n for n, one in THEIRS.items() if n.startswith("p.bb.") and one == 3)
    assert unsure
    for held, ranges in ((group({}, {}), False), (group({}, unsure), True)):
        (drawn,) = [one for one in blocks(held) if isinstance(one, Map)]
        svg = reach_map(drawn)
        assert all(f">{who}<" in svg for who in drawn.who)
        rows = svg.count('H640" fill="none"')
        assert (len(re.findall(r'stroke-width="0.8"', svg)) > rows) == ranges


@pytest.mark.parametrize("letter", [SMALL, LARGE])
@pytest.mark.parametrize("count", [2, EIGHT, 20, 60])
def test_a_map_of_however_many_fits_a_page_and_shows_each_number(count: int, letter: int) -> None:
    (drawn,) = [one for one in blocks(group(*[{}] * count)) if isinstance(one, Map)]
    svg = reach_map(drawn, letter, paged=True)
    height = float(re.findall(r'viewBox="0 0 640 (\d+)"', svg)[0])
    assert height <= TALLEST
    assert f">{count}<" in svg


def test_who_is_left_keeps_their_number_everywhere() -> None:
    """Another has deleted their answers."""
    held = group({"p.work": 0}, {"p.work": 1}, {"p.work": 2})
    parts = tuple(one for one in held.board.practitioners if one.number != 2)
    left = replace(held, board=held.board.model_copy(update={"practitioners": parts}))
    (drawn,) = [one for one in blocks(left) if isinstance(one, Map)]
    numbers = set(re.findall(r'text-anchor="middle" fill="[^"]+">(\d*)<', reach_map(drawn)))
    assert numbers - {""} == {"1", "3"}
    assert [row.name.split()[0] for row in grid(left).rows] == ["1", "3"]
    assert all(who.startswith(number) for who, number in zip(drawn.who, "13", strict=True))


# Differences


def test_differences_go_from_what_is_agreed_to_members_to_many_and_to_one_practitioner() -> None:
    told = [one.text for one in blocks(hall()) if one.kind == "heading" and one.level == 3]
    told += [one.title for one in blocks(hall()) if one.kind == "fold"]
    t = words().t
    wanted = [t(f"board.differ_{kind}") for kind in ("among", "general", "single")]
    assert told.index(t("wall.agreed")) < told.index(wanted[0])
    assert [one for one in told if one in wanted] == wanted


def test_each_question_on_which_views_differ_is_one_line_under_its_role_with_a_box() -> None:
    ticks = [one for one in blocks(hall()) if isinstance(one, Ticks)]
    items = [item for one in ticks for item in one.items]
    assert len(items) == len(set(items)) > EIGHT
    role_of = {item.id: item.role for item in CONTENT.group.items()}
    for one in ticks:
        assert len(one.keys) == len(one.options)
        assert len({role_of[item] for item in one.items}) == 1


@pytest.mark.parametrize(("far", "kind"), [(1, "single"), (2, "single"), (3, "general")])
def test_what_more_than_half_of_the_practitioners_see_otherwise_is_told_of_practitioners(
    far: int, kind: str
) -> None:
    sees = {"p.see.rb.wish1": 0}
    held = group(*[sees] * far, *[{"p.see.rb.wish1": 4}] * (4 - far), g_rb_wish1=4)
    found = next(one for one in apart.prompts(held) if one.of.item.id == "g.rb.wish1")
    assert found.of.kind == kind


def seats(leaders: int, others: int, away: int) -> list[Voice]:
    """Those who lead answer `away` where the others answer 0, on a wish."""
    kinds: list[Seat] = ["leader"] * leaders + ["member"] * others
    said = [{**OURS, "g.bb.wish1": away if seat == "leader" else 0} for seat in kinds]
    return [
        voice(f"v{n}", seat, one) for n, (seat, one) in enumerate(zip(kinds, said, strict=True))
    ]


@pytest.mark.parametrize(
    ("leaders", "others", "told"), [(5, 5, True), (4, 6, False), (6, 4, False)]
)
def test_that_leaders_differ_is_told_only_where_both_are_five(
    leaders: int, others: int, told: bool
) -> None:
    held = result(seats(leaders, others, 4))
    assert (words().t("board.differ_leaders") in texts(held)) == told


@pytest.mark.parametrize("seat", ["member", "leader"])
def test_one_member_who_differs_starkly_from_the_rest_is_told_nowhere(seat: Seat) -> None:
    """The same is shown as where that one had answered as the rest."""
    alike = [voice(f"m{n}", "member", OURS) for n in range(7)]
    turned = {
        item.id: CONTENT.model.top - int(OURS[item.id] or 0)
        for item in CONTENT.group.items()
        if item.kind == "scale" and item.key == "wish"
    }
    for odd in (OURS, {**OURS, **turned}):
        held = result([*alike, voice("z", seat, odd)])
        assert apart.prompts(held) == []
        assert words().t("board.differ_none") in texts(held)


def test_what_was_talked_about_is_ticked_wherever_it_is_told() -> None:
    class Tick:
        number, day, field, value = 1, DAY, "talked.g.rb.wish1", "1"

    held = hall()
    ticked = RoundResult(
        held.content, held.board, 1, None, {Tick.field: "1"}, (Tick(),), held.words, held.name
    )
    found = [one for one in blocks(ticked) if isinstance(one, Ticks) and one.ticked]
    assert [one.items[at] for one in found for at in one.ticked] == ["g.rb.wish1"]
    assert "☑" in screen(board_document(ticked, DAY))
