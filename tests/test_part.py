"""POST /part: what a page shows next, fetched without a run, is what its run would show."""

from html import unescape
from typing import Any

import httpx
import pytest

from esteem_match import resources
from esteem_match.store import Token
from tests.asking import part, posted
from tests.room_pages import ANSWERING, CLOSED, entered, move, opened
from tests.test_pages import full, open_page, word

pytestmark = pytest.mark.usefixtures("own_pages")
STORE = "postgresql"

MARKUP = '<b onclick="x">&{group}</b>'


def new(side: str = "group") -> str:
    return resources.store().create(side, resources.library().version, "1", "en")


def fetch(code: str, step: object, **more: Any) -> httpx.Response:
    """Asks for a part as the page's script does."""
    mine = Token(code, resources.store().load(code).side, resources.library().version)
    asks = {"token": resources.store().tokens.make(mine), "lang": "en", "step": step}
    return posted({**asks, **more}, path="/part")


def kept(code: str) -> dict[str, object]:
    return dict(resources.store().load(code).answers)


@pytest.mark.parametrize("back", ["", "check", "results", "elsewhere"])
@pytest.mark.parametrize("side", ["group", "practitioner"])
def test_what_is_fetched_is_what_the_page_itself_would_draw(side: str, back: str) -> None:
    code = new(side)
    resources.store().save(code, {"p.know": 1} if side == "practitioner" else {})
    for one in resources.library().contents["en"].side(side).sections:  # type: ignore[arg-type]
        drawn = part(open_page("assess", code, step=one.id, back=back))
        assert drawn["step"] == one.id
        assert fetch(code, one.id, back=back).json() == drawn
        assert (word("assess.to_result") in drawn["head"]) == (back == "results")
        assert (word("assess.to_check") in drawn["head"]) == (back == "check")


NO_PARTS = ("code", "paper", "wait", "", "nowhere", None, 7, ["run"])


@pytest.mark.parametrize("step", NO_PARTS)
def test_what_is_no_part_of_the_questions_is_left_to_the_page(step: object) -> None:
    assert fetch(new(), step).status_code == 204


def test_a_part_that_a_workshop_has_not_opened_is_not_given_out() -> None:
    host = opened(paced=True)
    code = entered(host)
    first, second, *_ = resources.library().contents["en"].group.sections
    assert fetch(code, first.id).status_code == 204, "nobody answers yet"
    move(host, ANSWERING)
    assert [fetch(code, one.id).status_code for one in (first, second)] == [200, 204]


def test_what_is_left_empty_is_kept_once_and_counted_and_nothing_that_was_written_is_touched() -> (
    None
):
    code = new()
    resources.store().save(code, {"g.name": "The Lanterns", "g.stage": 1})
    fetch(code, "words", left=["place"])
    assert kept(code) == {"g.name": "The Lanterns", "g.stage": 1}
    came = fetch(code, "run", left=["words"]).json()
    part = resources.library().contents["en"].group.sections[-1]
    texts = [one.id for one in part.items if one.kind == "text"]
    assert kept(code) == {"g.name": "The Lanterns", "g.stage": 1, **dict.fromkeys(texts)}
    assert came["writes"] == resources.store().load(code).writes == 2 + len(texts)
    assert fetch(code, "run", left=["words"]).json()["writes"] == 2 + len(texts)


@pytest.mark.parametrize("left", [None, "words", {"words": 1}, [["words"]], ["nowhere"], [7]])
def test_what_is_no_list_of_parts_keeps_nothing(left: object) -> None:
    code = new()
    assert fetch(code, "run", left=left).status_code == 200
    assert kept(code) == {}


def test_a_page_is_not_left_where_what_is_empty_cannot_be_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    code = new()
    with monkeypatch.context() as patch:
        patch.setattr(resources.store(), "_saving", full)
        came = fetch(code, "run", left=["words"])
    assert (came.status_code, came.json()) == (503, {"problem": "store"})
    assert kept(code) == {}


def test_a_closed_record_is_told_where_something_would_be_written_and_else_left_to_the_page() -> (
    None
):
    code = new()
    resources.store().save(code, {"g.stage": 1})
    resources.store().update(code, finished=True)
    assert fetch(code, "run", left=["words"]).status_code == 409
    assert fetch(code, "run").status_code == 204
    assert kept(code) == {"g.stage": 1}


def test_who_asks_with_a_token_of_other_questions_or_of_nobody_gets_none() -> None:
    code, make = new(), resources.store().tokens.make
    other = make(Token(code, "group", "0" * 64))
    asks = {"lang": "en", "step": "run", "left": ["words"]}
    for held, status in ((other, 412), ("", 404), (None, 404)):
        assert posted({**asks, "token": held}, path="/part").status_code == status
    assert kept(code) == {}
    resources.store().delete(code)
    assert posted({**asks, "token": other}, path="/part").status_code == 404


def test_another_sites_page_fetches_nothing_nor_does_a_body_without_end() -> None:
    sent = {"token": "x", "step": "run"}
    assert posted(sent, {"Sec-Fetch-Site": "cross-site"}, "/part").status_code == 403
    assert posted(b"x" * 5000, path="/part").status_code == 413


def test_a_name_is_shown_letter_by_letter_wherever_it_stands() -> None:
    code = new()
    resources.store().save(code, {"g.name": MARKUP})
    came = fetch(code, "run")
    html = "".join(came.json()[name] for name in ("head", "progress", "ways", "map"))
    assert "<b " not in html
    assert MARKUP in " ".join(one["text"] for one in came.json()["questions"])


def test_what_hangs_on_an_answer_stands_in_the_part_that_is_fetched_after_it() -> None:
    code = new()
    resources.store().save(code, {"g.decide": 5})
    shown = {one["id"] for one in fetch(code, "run").json()["questions"]}
    resources.store().save(code, {"g.decide": 1})
    assert shown - {one["id"] for one in fetch(code, "run").json()["questions"]} == {"g.handover"}


@pytest.mark.parametrize("side", ["group", "practitioner"])
@pytest.mark.parametrize("back", ["", "check", "results"])
def test_the_check_is_fetched_as_the_page_itself_would_draw_it(side: str, back: str) -> None:
    code = new(side)
    resources.store().save(code, {"p.know": 1} if side == "practitioner" else {"g.stage": None})
    came = fetch(code, "check", back=back).json()
    assert came == part(open_page("assess", code, step="check"))
    assert word("check.title") in came["head"]
    assert came["questions"] == []


def test_who_finishes_is_counted_and_sees_where_the_workshop_stands_without_a_run() -> None:
    host = opened()
    code = entered(host)
    move(host, ANSWERING)
    came = fetch(code, "finish").json()
    assert resources.store().rooms.load(host).seats == {"member": (1, 1)}
    assert word("room.finished") in unescape(came["html"])
    assert came == fetch(code, "status").json() | {"wait": came["wait"]}
    assert 0 <= came["wait"] < 1


def test_nobody_is_done_with_a_part_that_opened_after_their_page_was_drawn() -> None:
    host = opened(paced=True)
    code = entered(host)
    move(host, ANSWERING)
    resources.store().rooms.pace(host, 2)
    came = fetch(code, "finish-1").json()
    assert resources.store().rooms.load(host).seats == {"member": (1, 0)}
    assert "/assess?step=" in came["html"]
    fetch(code, "finish-2")
    assert resources.store().rooms.load(host).seats == {"member": (1, 1)}


def test_nobody_finishes_in_a_round_that_does_not_take_answers_nor_outside_of_one() -> None:
    host = opened()
    code = entered(host)
    assert word("room.gathering") in unescape(fetch(code, "finish").json()["html"])
    assert resources.store().rooms.load(host).seats == {"member": (1, 0)}
    assert fetch(new(), "finish").status_code == 404
    move(host, ANSWERING)
    other = Token(code, "group", "0" * 64)
    asks = {"token": resources.store().tokens.make(other), "lang": "en", "step": "finish"}
    assert posted(asks, path="/part").status_code == 412
    move(host, CLOSED)
    assert fetch(code, "finish").status_code == 409
    assert resources.store().rooms.load(host).seats == {"member": (1, 0)}
