"""The pages as a script: what they show without a browser."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from esteem_match import content, resources
from esteem_match.models import Side
from esteem_match.store import StoreError
from esteem_match.ui import browser, person

ROOT = Path(__file__).resolve().parents[1]
CASES = [case.id for case in content.load(ROOT / "questionnaires").examples["en"]]
PATIENCE = 60


@pytest.fixture(autouse=True)
def _own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("ESTEEM_DATABASE_URL", f"sqlite:///{tmp_path}/esteem.db")
    for module in (person, browser):
        monkeypatch.setattr(module, "cookie", lambda: None)
    resources.reset()
    yield
    resources.reset()


def open_page(name: str, code: str | None = None, **query: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "esteem_match/navigation.py"), default_timeout=PATIENCE)
    for key, value in query.items():
        app.query_params[key] = value
    if code:
        app.session_state["_esteem"] = {"code": code}
    return app.switch_page(str(ROOT / f"pages/{name}.py")).run()


def someone(side: Side, answer: int = 3) -> str:
    """A person of this side who has answered every question alike, as far as it goes."""
    library = resources.library()
    questionnaire = library.contents["en"].side(side)
    code = resources.store().create(side, library.version, "1", "en")
    answers = {
        item.id: "Words" if item.kind == "text" else min(answer, _last(questionnaire, item))
        for item in questionnaire.items()
        if item.kind != "veto"
    }
    resources.store().save(code, answers)
    return code


def _last(questionnaire: object, item: object) -> int:
    return len(questionnaire.options[item.options]) - 1  # type: ignore[attr-defined]


def shown(app: AppTest) -> str:
    """Everything on the page that can be read, in the order of the page."""
    return "\n".join(str(getattr(one, "value", "") or getattr(one, "body", "")) for one in app.main)


def headings(app: AppTest) -> list[str]:
    return [one.value.replace("\\", "") for one in [*app.title, *app.header, *app.subheader]]


def word(path: str) -> str:
    return resources.library().words["en"][path]


@pytest.mark.parametrize("page", ["assess", "results", "together", "mine"])
def test_a_page_that_needs_a_person_shows_the_way_in_when_there_is_none(page: str) -> None:
    app = open_page(page)
    assert not app.exception
    assert any(button.label == word("nobody.start") for button in app.button)


@pytest.mark.parametrize("case", CASES)
def test_every_published_case_opens_with_all_five_roles(case: str) -> None:
    app = open_page("together", example=case)
    roles = {role.name for role in resources.library().contents["en"].model.roles}
    assert not app.exception
    assert word("error.title") not in headings(app)
    assert roles <= set(headings(app))


@pytest.mark.parametrize("side", ["group", "practitioner"])
@pytest.mark.parametrize("answer", [0, 2, 4])
def test_every_flat_answer_gives_a_result_with_five_roles(side: Side, answer: int) -> None:
    app = open_page("results", someone(side, answer))
    roles = {role.name for role in resources.library().contents["en"].model.roles}
    assert roles <= set(headings(app))
    assert word("error.title") not in headings(app)


def test_a_result_without_answers_sends_people_back_to_the_questions() -> None:
    library = resources.library()
    code = resources.store().create("group", library.version, "1", "en")
    app = open_page("results", code)
    assert any(button.key == "go_on_first" for button in app.button)


def test_nothing_is_ticked_before_somebody_answers() -> None:
    library = resources.library()
    code = resources.store().create("group", library.version, "1", "en")
    app = open_page("assess", code, step="place")
    assert app.radio
    assert all(radio.value is None for radio in app.radio)
    assert all(word("answer.unsure") in _plain(radio.options[-1]) for radio in app.radio)


def _plain(option: str) -> str:
    return option.replace("\\", "")


def test_a_tick_is_in_the_store_when_the_page_says_saved() -> None:
    library = resources.library()
    code = resources.store().create("group", library.version, "1", "en")
    app = open_page("assess", code, step="place")
    app.radio[0].set_value(2).run()
    asked = library.contents["en"].group.sections[2].items[0].id
    assert resources.store().load(code).answers == {asked: 2}


def test_answers_to_older_questions_are_shown_by_them_until_their_owner_asks_for_the_new() -> None:
    library = resources.library()
    old = library.contents["en"].model_copy(
        update={"group": library.contents["en"].group.model_copy(update={"title": "Old title"})}
    )
    version = content.version_of(old)
    resources.store().keep_content(version, content.archive({"en": old}))
    resources.store().keep_content(library.version, content.archive(library.contents))
    code = resources.store().create("group", version, "1", "en")
    resources.store().save(code, {"g.rb.need1": 3})
    app = open_page("assess", code, step="place")
    assert resources.store().load(code).version == version
    next(button for button in app.button if button.key == "renew").click().run()
    assert resources.store().load(code).version == library.version
    assert resources.store().load(code).answers == {"g.rb.need1": 3}


@pytest.mark.parametrize("archive", ['{"format": 99, "en": {}}', None])
def test_answers_under_rules_that_cannot_be_read_are_told_and_still_there(
    archive: str | None,
) -> None:
    code = by_old_rules("group", archive)
    for page in ("assess", "results", "together"):
        app = open_page(page, code)
        assert word("assess.unreadable") in shown(app)
        assert word("error.title") not in headings(app)
        assert not app.radio
    assert any(button.key == "delete" for button in open_page("mine", code).button)
    assert any(button.key == "go_on" for button in open_page("welcome", code).button)
    assert word("assess.unreadable") not in shown(open_page("together", code, example=CASES[0]))
    assert resources.store().load(code).answers == {"g.rb.need1": 3, "g.old": 1}
    press(open_page("assess", code), "renew")
    assert resources.store().load(code).answers == {"g.rb.need1": 3}
    assert word("assess.unreadable") not in shown(open_page("results", code))


def test_a_share_under_rules_that_cannot_be_read_is_told() -> None:
    group, practitioner = by_old_rules("group", "{}"), someone("practitioner")
    resources.store().join(practitioner, resources.store().share(group))
    app = open_page("together", practitioner)
    assert word("together.unreadable") in shown(app)
    assert word("error.title") not in headings(app)


def by_old_rules(side: Side, archive: str | None) -> str:
    """A person whose answers follow rules that were kept as this text, or were not kept."""
    resources.library()
    if archive is not None:
        resources.store().keep_content("old", archive)
    code = resources.store().create(side, "old", "1", "en")
    resources.store().save(code, {"g.rb.need1": 3, "g.old": 1})
    return code


def test_a_page_that_fails_says_so_in_plain_words(monkeypatch: pytest.MonkeyPatch) -> None:
    code = someone("group")

    def away(_: str) -> None:
        raise StoreError("away")

    monkeypatch.setattr(resources.store(), "load", away)
    app = open_page("results", code)
    assert not app.exception
    assert word("error.title") in headings(app)


def test_an_answer_that_could_not_be_kept_is_told_and_tried_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    library = resources.library()
    code = resources.store().create("group", library.version, "1", "en")
    app = open_page("assess", code, step="place")
    keep = resources.store().save

    def full(*_: object) -> None:
        raise StoreError("full")

    monkeypatch.setattr(resources.store(), "save", full)
    app.radio[0].set_value(2).run()
    assert word("assess.unsaved_failed") in shown(app)
    monkeypatch.setattr(resources.store(), "save", keep)
    app.run()
    assert word("assess.unsaved_failed") not in shown(app)
    assert list(resources.store().load(code).answers.values()) == [2]


def nobody(side: Side = "group") -> str:
    return resources.store().create(side, resources.library().version, "1", "en")


def press(app: AppTest, key: str) -> AppTest:
    return next(button for button in app.button if button.key == key).click().run()


def field(app: AppTest, item: str) -> Any:
    return next(one for one in [*app.text_input, *app.text_area] if str(one.key).endswith(item))


def step(app: AppTest) -> str:
    found = app.query_params["step"]
    return found if isinstance(found, str) else found[0]


def test_nobody_leaves_a_part_with_an_answer_that_is_not_kept_and_next_keeps_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    code = nobody()
    app = open_page("assess", code, step="sharing")
    keep = resources.store().save

    def full(*_: object) -> None:
        raise StoreError("full")

    monkeypatch.setattr(resources.store(), "save", full)
    app.radio[0].set_value(2).run()
    press(app, "back_sharing")
    assert step(app) == "sharing"
    assert word("assess.unsaved_failed") in shown(app)
    app.radio[1].set_value(1).run()
    monkeypatch.setattr(resources.store(), "save", keep)
    press(app, "next_sharing")
    assert resources.store().load(code).answers == {"g.cb.need1": 2, "g.cb.need2": 1}
    assert step(app) != "sharing"


def test_a_text_that_cannot_be_kept_is_told_and_never_taken_for_an_empty_one() -> None:
    code = nobody()
    app = open_page("assess", code, step="about")
    field(app, "g.name").set_value("Ever\u202egreen").run()
    assert word("bad.control_characters") in shown(app)
    press(app, "next_about")
    assert word("bad.control_characters") in shown(app)
    assert "g.name" not in resources.store().load(code).answers


def test_blanks_around_a_text_do_not_look_like_a_touch_to_the_next_tab() -> None:
    code = nobody()
    app = open_page("assess", code, step="about")
    field(app, "g.name").set_value("Circle ").run()
    resources.store().save(code, {"g.name": "New name"})
    app.radio[0].set_value(1).run()
    assert resources.store().load(code).answers["g.name"] == "New name"
    assert field(app.run(), "g.name").value == "New name"


def test_a_text_that_is_emptied_is_kept_as_nothing_said() -> None:
    code = nobody()
    app = open_page("assess", code, step="about")
    field(app, "g.name").set_value("Circle").run()
    field(app, "g.name").set_value("").run()
    assert resources.store().load(code).answers == {"g.name": None}


def test_a_way_out_of_the_questions_keeps_the_last_tick() -> None:
    code = nobody()
    app = open_page("assess", code, step="place")
    app.radio[0].set_value(4)
    press(app, "way_mine")
    assert resources.store().load(code).answers == {"g.rb.need1": 4}


def test_nothing_is_recommended_while_nothing_is_known_of_the_group() -> None:
    code = nobody("practitioner")
    answers = {
        item.id: 4
        for item in resources.library().contents["en"].practitioner.items()
        if item.key in ("capacity", "intention")
    }
    resources.store().save(code, answers)
    assert word("label.recommended") not in headings(open_page("results", code))


def test_a_practitioners_guess_never_makes_them_a_facilitator() -> None:
    found = [str(one.value).replace("\\", "") for one in headers(open_full_practitioner())]
    labels = {word(f"label.{name}") for name in ("recommended", "possible", "not_now", "open")}
    above = found[: found.index("Facilitator")]
    assert next(one for one in reversed(above) if one in labels) == word("label.possible")


def open_full_practitioner() -> AppTest:
    return open_page("results", someone("practitioner", 4))


def headers(app: AppTest) -> list[Any]:
    return [one for one in app.main if one.type in ("title", "header", "subheader", "heading")]


def test_with_two_sides_of_which_one_is_empty_no_role_is_recommended() -> None:
    group, practitioner = nobody("group"), someone("practitioner", 4)
    resources.store().join(practitioner, resources.store().share(group))
    for code in (group, practitioner):
        assert word("label.recommended") not in headings(open_page("together", code))


def test_a_group_that_wants_none_of_it_gives_nobody_a_next_step() -> None:
    group, practitioner = someone("group", 0), someone("practitioner", 4)
    resources.store().join(practitioner, resources.store().share(group))
    shown_lines = [
        str(one.value).replace("\\", "") for one in open_page("together", group).markdown
    ]
    assert any(word("together.who_nothing") in line for line in shown_lines)


def test_a_group_and_a_practitioner_who_joined_see_the_same_roles() -> None:
    group, practitioner = someone("group"), someone("practitioner")
    share = resources.store().share(group)
    assert word("together.waiting") in shown(open_page("together", group))
    resources.store().join(practitioner, share)
    ours, theirs = open_page("together", group), open_page("together", practitioner)
    roles = {role.name for role in resources.library().contents["en"].model.roles}
    assert roles <= set(headings(ours)) & set(headings(theirs))


def test_a_share_taken_back_shows_the_practitioner_nothing_any_more() -> None:
    group, practitioner = someone("group"), someone("practitioner")
    resources.store().join(practitioner, resources.store().share(group))
    resources.store().unshare(group)
    app = open_page("together", practitioner)
    roles = {role.name for role in resources.library().contents["en"].model.roles}
    assert not roles & set(headings(app))
    assert app.text_input
