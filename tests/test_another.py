"""A practitioner answers for another group: their own half comes along, under a new code."""

import pytest
from streamlit.testing.v1 import AppTest

from esteem_match import codes, journey, resources
from esteem_match.models import Answer, Content
from esteem_match.store import StoreError
from tests.room_pages import ANSWERING, CLOSED, REVEALED, alike, entered, move, opened
from tests.test_pages import open_page, press, shown, step, word

pytestmark = pytest.mark.usefixtures("own_pages")


def content() -> Content:
    return resources.library().contents["en"]


def everything() -> dict[str, Answer]:
    """An answer to each of a practitioner's questions."""
    texts = {item.id: "Sam" for item in content().practitioner.items() if item.kind == "text"}
    boxes = {item.id: 0 for item in content().practitioner.items() if item.asked_with}
    return {**alike("practitioner", 2), **boxes, **texts, "p.work": 3}


def someone(answers: dict[str, Answer] | None = None) -> str:
    code = resources.store().create("practitioner", resources.library().version, "1", "en")
    resources.store().save(code, everything() if answers is None else answers)
    return code


def keys(app: AppTest) -> set[str]:
    return {str(button.key) for button in app.button}


def ask(code: str) -> AppTest:
    return open_page("results", code, page="another")


def agree(app: AppTest) -> AppTest:
    app.checkbox[0].check()
    return press(app, "another_yes")


def here(app: AppTest) -> str:
    return str(app.session_state["_esteem"]["code"])


def test_their_own_half_comes_along_and_nothing_of_the_group() -> None:
    mine = journey.own_half(content(), everything())
    left = {name for name in everything() if name not in mine}
    assert left == {
        item.id
        for item in content().practitioner.items()
        if item.mirrors or item.id == "p.know" or item.asked_with == "p.ties"
    }
    assert mine.items() <= everything().items()


def test_what_today_s_questions_do_not_take_stays_behind_and_a_checklist_comes_whole() -> None:
    answers = everything() | {"p.work": 99, "p.gone": 1, "p.rb.time": None}
    del answers["p.fa.no"]
    mine = journey.own_half(content(), answers)
    assert not {"p.work", "p.gone", "p.rb.no"} & set(mine)
    assert mine["p.rb.time"] is None


def test_a_new_record_begins_under_a_new_code_and_the_old_one_stays_as_it_is() -> None:
    code = someone()
    before = resources.store().load(code)
    app = agree(ask(code))
    assert (step(app), here(app) == code) == ("code", False)
    made = resources.store().load(here(app))
    assert made.answers == journey.own_half(content(), everything())
    assert (made.side, made.consent_version) == ("practitioner", word("consent.version"))
    assert resources.store().load(code) == before
    assert word("another.taken") in shown(app)
    assert codes.pretty(here(app)) in shown(app)


def test_the_walk_goes_on_at_the_picture_of_the_new_group_which_is_all_ahead() -> None:
    made = here(agree(ask(someone())))
    app = open_page("assess", made, step="code", another="1")
    assert step(press(app, "code_on")) == "know"
    answers = {**resources.store().load(made).answers, "p.know": 1}
    done = journey.progress(content().practitioner, answers)
    parts = journey.asked(content().practitioner, answers)
    assert done.sections - done.sections_done == sum(one.id.startswith("see-") for one in parts) + 2
    assert done.minutes_left > 0


def test_the_old_code_is_shown_and_what_comes_along_is_said_before_a_yes() -> None:
    code = someone()
    app = ask(code)
    assert codes.pretty(code) in shown(app)
    for said in ("another.takes", "another.empty", "another.stays"):
        assert word(said) in shown(app)
    app = press(app, "another_yes")
    assert word("consent.needed") in shown(app)
    assert here(app) == code


@pytest.mark.parametrize("page", ["mine", "results"])
def test_it_is_offered_beside_my_data_and_at_the_result(page: str) -> None:
    assert word("another.takes") in shown(press(open_page(page, someone()), "another"))


def test_a_no_changes_nothing() -> None:
    code = someone()
    app = press(ask(code), "another_no")
    assert (here(app), _records()) == (code, 1)
    assert word("results.title_practitioner") in shown(app)


def test_where_it_cannot_be_kept_nothing_of_it_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    code = someone()
    app = ask(code)
    with monkeypatch.context() as patch:
        patch.setattr("esteem_match.store.record.records.write", _full)
        app = agree(app)
    assert word("consent.failed") in shown(app)
    assert here(app) == code
    assert _records() == 1


def _full(*_: object) -> int:
    raise StoreError


def _records() -> int:
    return resources.store()._read(
        lambda conn: len(conn.exec_driver_sql("select id from records").all())
    )


def test_a_group_is_not_offered_to_answer_for_another() -> None:
    code = resources.store().create("group", resources.library().version, "1", "en")
    resources.store().save(code, {"g.rb.room": 1})
    for app in (open_page("mine", code), open_page("results", code)):
        assert "another" not in keys(app)
    assert "another_yes" not in keys(open_page("results", code, page="another"))


def test_who_said_nothing_of_themselves_has_nothing_to_take_along() -> None:
    assert "another" not in keys(open_page("mine", someone({"p.know": 1})))


def test_while_a_round_waits_for_them_nobody_answers_for_another_group() -> None:
    host = opened()
    code = entered(host, "practitioner")
    resources.store().save(code, everything())
    for state in (ANSWERING, CLOSED):
        move(host, state)
        assert "another" not in keys(open_page("mine", code))
        assert "another_yes" not in keys(open_page("results", code, page="another"))
    move(host, REVEALED)
    assert "another" in keys(open_page("mine", code))
