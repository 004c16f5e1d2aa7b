"""A clear no of the group that contradicts a yes of its own: known by rule, and asked about."""

import pytest

from esteem_match import explain, resources
from esteem_match.models import Answer
from tests.asking import part
from tests.papers import CONTENT
from tests.room_pages import ANSWERING, entered, move, opened
from tests.test_pages import open_page, word

PAGES = pytest.mark.usefixtures("own_pages")
LIMITS = "g.limits"


def test_each_clear_no_of_the_group_is_contrary_to_the_wishes_of_its_role() -> None:
    found = {one.no.id: [wish.id for wish in one.wishes] for one in explain.contraries(CONTENT)}
    assert found == {
        f"g.{role}.no": [f"g.{role}.{wish}" for wish in wishes]
        for role, wishes in (
            ("bb", ("wish1", "wish2")),
            ("rb", ("wish1", "wish2")),
            ("cb", ("wish1", "wish2")),
            ("fa", ("come", "talk")),
            ("ce", ("wish1", "wish2")),
        )
    }


def test_a_wish_contradicts_a_clear_no_where_it_is_told_as_a_yes_and_only_there() -> None:
    top = range(CONTENT.model.top + 1)
    told = [at for at in top if explain.wish(CONTENT.model, at) == "yes"]
    assert explain.yes(CONTENT.model) == tuple(told) == (3, 4)


def drawn(answers: dict[str, Answer], step: str) -> list[dict[str, object]]:
    code = resources.store().create("group", resources.library().version, "1", "en")
    resources.store().save(code, answers)
    found: list[dict[str, object]] = part(open_page("assess", code, step=step))["contrary"]
    return found


@PAGES
def test_the_limits_are_drawn_with_each_wish_of_earlier_parts_that_they_could_contradict() -> None:
    found = {str(one["box"]): one for one in drawn({"g.fa.come": 4, "g.fa.talk": 0}, "knowing")}
    assert list(found) == ["0", "1", "2", "4", "5"], "a box that closes nothing contradicts nothing"
    meetings = found["2"]
    assert meetings["limits"] == LIMITS
    assert meetings["said"] is None
    assert meetings["no"] == word("contrary.no").format(no="Our meetings")
    assert meetings["wishes"] == [
        {
            "id": name,
            "said": said,
            "yes": ["3", "4"],
            "asks": word("contrary.wish").format(no="Our meetings", wish=wish),
        }
        for name, said, wish in (
            ("g.fa.come", "4", "A practitioner coming to our meetings."),
            ("g.fa.talk", "0", "A practitioner helping people to talk at our meetings."),
        )
    ]
    assert meetings["keep"] == "We keep this to ourselves"
    assert meetings["drop"] == "A practitioner may help with this"


@PAGES
def test_a_wish_is_drawn_with_the_limits_that_stand_elsewhere() -> None:
    boxes: dict[str, Answer] = {f"g.{one}.no": 0 for one in ("rb", "cb", "bb", "ce")}
    (found,) = drawn({**boxes, "g.fa.no": 1, "g.fa.ask": 0}, "meetings")
    assert (found["said"], found["box"]) == ("2", "2")
    assert found["boxes"] == ["g.rb.no", "g.cb.no", "g.fa.no", "g.fa.ask", "g.bb.no", "g.ce.no"]


@PAGES
def test_a_part_without_wishes_or_limits_asks_of_no_contradiction() -> None:
    assert drawn({"g.fa.come": 4, "g.fa.no": 1}, "run") == []


@PAGES
def test_a_practitioner_is_asked_of_no_contradiction_in_their_picture_of_a_group() -> None:
    code = resources.store().create("practitioner", resources.library().version, "1", "en")
    resources.store().save(code, {"p.know": 2, "p.see.fa.come": 4, "p.fa.no": 1})
    for step in ("offer", "will", "see-meetings"):
        assert part(open_page("assess", code, step=step))["contrary"] == []


@PAGES
def test_in_a_room_a_member_is_asked_of_their_own_contradiction_alike() -> None:
    host = opened()
    move(host, ANSWERING)
    code = entered(host)
    resources.store().save(code, {"g.fa.come": 4})
    found = part(open_page("assess", code, step="knowing"))["contrary"]
    assert [one["said"] for one in found[2]["wishes"]] == ["4", None]
