"""The pages as a script: what they show without a browser."""

import json
import re
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from esteem_match import codes, content, journey, resources
from esteem_match.models import Answer, Item, Questionnaire, Section, Side
from esteem_match.store import StoreError
from esteem_match.web.protect import slow
from tests.asking import KEPT, asked, buttons, given, hand, part, said, turn

pytestmark = pytest.mark.usefixtures("own_pages")

ROOT = Path(__file__).resolve().parents[1]
CASES = [case.id for case in content.load(ROOT / "questionnaires").examples["en"]]
PATIENCE = 60
PIECES = ("head", "html", "progress", "why", "ways", "map")
BACK_TO_CHECK = 'href="/assess?step=check"'
LATE = "/assess?late=1"  # where a page goes whose answer came too late


def open_page(name: str, code: str | None = None, **query: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "esteem_match/navigation.py"), default_timeout=PATIENCE)
    for key, value in query.items():
        app.query_params[key] = value
    if code:
        app.session_state["_esteem"] = {"code": code}
    return app.switch_page(str(ROOT / f"pages/{name}.py")).run()


def someone(side: Side, answer: int = 3) -> str:
    """A person of this side who has answered every question alike, as far as it goes; no limits."""
    library = resources.library()
    questionnaire = library.contents["en"].side(side)
    code = resources.store().create(side, library.version, "1", "en")
    answers = {item.id: _alike(questionnaire, item, answer) for item in questionnaire.items()}
    resources.store().save(code, answers)
    return code


def _alike(questionnaire: Questionnaire, item: Item, answer: int) -> Answer:
    if item.kind == "text":
        return "Words"
    return 0 if item.kind == "veto" else min(answer, _last(questionnaire, item))


def _last(questionnaire: object, item: object) -> int:
    return len(questionnaire.options[item.options]) - 1  # type: ignore[attr-defined]


def shown(app: AppTest) -> str:
    """Everything on the page that can be read, in the order of the page."""
    return "\n".join(text_of(one) for one in app.main).replace("&#x27;", "'")


def text_of(one: Any) -> str:
    """What an element says; of a stage and a part of the questions, the HTML that is shown."""
    if one.type == "bidi_component":
        data = json.loads(one.proto.json or "{}")
        data = data.get("part", data)
        return "".join(
            str(data.get(name, "")) for name in ("head", "html", "progress", "why", "ways", "map")
        )
    return str(getattr(one, "value", "") or getattr(one, "body", ""))


def headings(app: AppTest) -> list[str]:
    """The headings of a page, down to the third level, in the order of the page."""
    return [text for one in app.main for text in _headings(one)]


ROW = r'<details class="role role-([\w-]+)".*?class="tag \w+">(.*?)(?:<small|</span>)'


def labels(app: AppTest) -> dict[str, str]:
    """The roles that a page shows in rows, by id and best first, each with its label in words."""
    return dict(re.findall(ROW, unescape(shown(app)), re.DOTALL))


def all_roles() -> set[str]:
    return {role.id for role in resources.library().contents["en"].model.roles}


def main_headings(app: AppTest) -> int:
    """How many headings of a whole page there are."""
    return sum(len(re.findall(r"<h1\b", text_of(one))) for one in app.main if one.type == "html")


def _headings(one: Any) -> list[str]:
    if one.type in ("title", "header", "subheader", "heading"):
        return [str(one.value).replace("\\", "")]
    drawn = text_of(one) if one.type in ("html", "bidi_component") else ""
    pieces = re.findall(r"<h[123][^>]*>(.*?)</h", drawn)
    return [unescape(text) for text in pieces]


def word(path: str) -> str:
    return resources.library().words["en"][path]


@pytest.mark.parametrize("page", ["assess", "results", "together", "mine"])
def test_a_page_that_needs_a_person_shows_the_way_in_when_there_is_none(page: str) -> None:
    app = open_page(page)
    assert not app.exception
    assert word("nobody.why") in shown(app)
    assert any(button.label == word("nobody.start") for button in app.button)


@pytest.mark.parametrize("case", CASES)
def test_every_published_case_opens_with_all_five_roles(case: str) -> None:
    app = open_page("together", example=case)
    assert not app.exception
    assert word("error.title") not in headings(app)
    assert set(labels(app)) == all_roles()


@pytest.mark.parametrize("side", ["group", "practitioner"])
@pytest.mark.parametrize("answer", [0, 2, 4])
def test_every_flat_answer_gives_a_result_with_five_roles(side: Side, answer: int) -> None:
    app = open_page("results", someone(side, answer))
    assert set(labels(app)) == all_roles()
    assert word("error.title") not in headings(app)


def test_a_result_without_answers_sends_people_back_to_the_questions() -> None:
    library = resources.library()
    code = resources.store().create("group", library.version, "1", "en")
    app = open_page("results", code)
    assert any(button.key == "go_on_first" for button in app.button)


def test_nothing_is_ticked_before_somebody_answers() -> None:
    questions = asked(open_page("assess", nobody(), step="sharing")).values()
    assert questions
    assert all(one["said"] is None for one in questions)
    assert all(one["options"][-1] == ["unsure", word("answer.unsure")] for one in questions)


def half_way() -> str:
    """Somebody who left a question open, and stopped in the middle of the fourth part."""
    library = resources.library()
    *been, here = library.contents["en"].group.sections[:4]
    done = [item.id for part in been for item in part.items]
    code = resources.store().create("group", library.version, "1", "en")
    answers = {item: None for item in done if item != "g.rb.room"} | {here.items[0].id: 1}
    resources.store().save(code, answers)
    return code


def test_one_press_on_the_start_page_leads_to_the_first_open_question_where_one_was() -> None:
    part = resources.library().contents["en"].group.sections[3]
    app = press(open_page("welcome", half_way()), "go_on")
    assert part.title in headings(app)
    assert step(app) == part.id
    assert app.query_params["item"] in (part.items[1].id, [part.items[1].id])


@pytest.mark.parametrize(("asked", "at"), [("nonsense", 0), ("-1", 0), ("", -1)])
def test_an_address_opens_its_part_at_once_and_one_of_no_part_the_first(
    asked: str, at: int
) -> None:
    there = resources.library().contents["en"].group.sections[at]
    app = open_page("assess", half_way(), step=asked or there.id)
    assert part(app)["step"] == there.id
    assert there.title in headings(app)


@pytest.mark.parametrize(("answered", "name"), [(10, "missing_first"), (36, "missing")])
def test_the_check_says_how_much_is_open_and_marks_it(answered: int, name: str) -> None:
    asked, code = resources.library().contents["en"].group, nobody()
    some = {item.id: _alike(asked, item, 3) for item in list(asked.items())[:answered]}
    resources.store().save(code, some)
    told = shown(open_page("assess", code, step="check"))
    count = len(journey.missing(asked, some))
    assert word(f"check.{name}").format(count=count) in told
    assert told.count(word("check.open")) == count


def test_an_address_without_a_step_goes_on_at_the_same_part_and_does_not_move_by_itself() -> None:
    code = half_way()
    part, after = resources.library().contents["en"].group.sections[3:5]
    app = open_page("assess", code)
    assert part.title in headings(app)
    resources.store().save(code, {item.id: 1 for item in part.items[1:-1]})
    assert hand(app.run(), part.items[-1].id, 0) == KEPT
    assert part.title in headings(app.run()), "all of it is answered, and nothing was pressed"
    assert after.title in headings(turn(app, f"next_{part.id}"))
    assert after.title in headings(open_page("assess", code))


def test_a_tick_is_in_the_store_when_the_page_says_saved() -> None:
    code = nobody()
    app = open_page("assess", code, step="place")
    assert not part(app)["saved"]
    assert hand(app, "g.rb.room", 2) == KEPT
    assert resources.store().load(code).answers == {"g.rb.room": 2}
    assert part(app.run())["saved"]
    assert given(app)["words"]["saved"] == word("assess.saved")
    assert said(app, "g.rb.room") == "2"


def test_answers_to_older_questions_are_shown_by_them_until_their_owner_asks_for_the_new() -> None:
    library = resources.library()
    old = library.contents["en"].model_copy(
        update={"group": library.contents["en"].group.model_copy(update={"title": "Old title"})}
    )
    version = content.version_of(old)
    resources.store().keep_content(version, content.archive({"en": old}))
    resources.store().keep_content(library.version, content.archive(library.contents))
    code = resources.store().create("group", version, "1", "en")
    resources.store().save(code, {"g.rb.room": 3})
    app = open_page("assess", code, step="place")
    assert resources.store().load(code).version == version
    next(button for button in app.button if button.key == "renew").click().run()
    assert resources.store().load(code).version == library.version
    assert resources.store().load(code).answers == {"g.rb.room": 3}


@pytest.mark.parametrize("archive", ['{"format": 99, "en": {}}', None])
def test_answers_under_rules_that_cannot_be_read_are_told_and_still_there(
    archive: str | None,
) -> None:
    code = by_old_rules("group", archive)
    for page in ("assess", "results", "together"):
        app = open_page(page, code)
        assert word("assess.unreadable") in shown(app)
        assert word("error.title") not in headings(app)
        assert not given(app)
    assert any(button.key == "delete" for button in open_page("mine", code).button)
    assert any(button.key == "go_on" for button in open_page("welcome", code).button)
    assert word("assess.unreadable") not in shown(open_page("together", code, example=CASES[0]))
    assert resources.store().load(code).answers == {"g.rb.room": 3, "g.old": 1}
    press(open_page("assess", code), "renew")
    assert resources.store().load(code).answers == {"g.rb.room": 3}
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
    resources.store().save(code, {"g.rb.room": 3, "g.old": 1})
    return code


@pytest.mark.parametrize("what", ["the record, at once", "earlier times, under a title"])
def test_a_page_that_fails_says_so_in_plain_words_under_one_title(
    monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    code, store = someone("group"), resources.store()

    def away(*_: str) -> None:
        raise StoreError("away")

    monkeypatch.setattr(store if what.startswith("the record") else store.times, "load", away)
    app = open_page("results", code)
    assert not app.exception
    assert word("error.title") in headings(app)
    assert main_headings(app) == 1


def test_an_answer_that_could_not_be_kept_is_told_and_tried_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The page's script tries again by itself; here it is told why, and what to say meanwhile."""
    code = nobody()
    app = open_page("assess", code, step="place")
    with monkeypatch.context() as patch:
        patch.setattr(resources.store(), "_saving", full)
        assert hand(app, "g.rb.room", 2) == "store"
        assert given(app.run())["words"]["unsaved"] == word("assess.unsaved")
    assert resources.store().load(code).answers == {}
    assert hand(app, "g.rb.room", 2) == KEPT
    assert resources.store().load(code).answers == {"g.rb.room": 2}


def full(*_: object, **__: object) -> None:
    raise StoreError("full")


def nobody(side: Side = "group") -> str:
    return resources.store().create(side, resources.library().version, "1", "en")


def press(app: AppTest, key: str) -> AppTest:
    """Presses a button: Streamlit's, or one below the questions."""
    streamlits = next((button for button in app.button if button.key == key), None)
    return streamlits.click().run() if streamlits else turn(app, key)


def touch(monkeypatch: pytest.MonkeyPatch, app: AppTest, address: str) -> AppTest:
    """Runs the page as the browser does when a link of it was touched."""
    asked = [address]
    with monkeypatch.context() as patch:
        patch.setattr("esteem_match.ui.browser.arrive", lambda *_: asked.pop() if asked else "")
        return app.run()


def step(app: AppTest) -> str:
    found = app.query_params["step"]
    return found if isinstance(found, str) else found[0]


def test_nobody_goes_on_while_a_text_left_empty_cannot_be_kept_and_next_keeps_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    code = nobody()
    app = open_page("assess", code, step="place")
    with monkeypatch.context() as patch:
        patch.setattr(resources.store(), "_saving", full)
        turn(app, "next_place")
        assert step(app) == "place"
    turn(app, "next_place")
    assert resources.store().load(code).answers == dict.fromkeys(_texts("place"))
    assert step(app) != "place"


def _texts(name: str) -> list[str]:
    part = next(part for part in _parts("group") if part.id == name)
    return [item.id for item in part.items if item.kind == "text"]


def test_a_text_that_cannot_be_kept_is_told_and_never_taken_for_an_empty_one() -> None:
    code = nobody()
    app = open_page("assess", code, step="place")
    told = hand(app, "g.name", "Evergreen" * 50)
    assert given(app)["words"]["bad"][told] == word("bad.too_long")
    assert resources.store().load(code).answers == {}


def test_blanks_around_a_text_are_not_kept_and_the_page_shows_what_is() -> None:
    code = nobody()
    app = open_page("assess", code, step="place")
    assert hand(app, "g.name", "Circle ") == KEPT
    assert said(app.run(), "g.name") == "Circle"
    resources.store().save(code, {"g.name": "New name"})
    assert said(app.run(), "g.name") == "New name"
    turn(app, "next_place")
    assert resources.store().load(code).answers["g.name"] == "New name"


def test_a_name_typed_right_before_next_stands_in_the_next_part_at_once() -> None:
    app = open_page("assess", nobody(), step="place")
    assert hand(app, "g.name", "The Night Owls") == KEPT
    turn(app, "next_place")
    questions = " ".join(one["text"] for one in asked(app).values())
    assert "The Night Owls" in questions + shown(app)


def test_a_text_that_is_emptied_is_kept_as_nothing_said() -> None:
    code = nobody()
    app = open_page("assess", code, step="place")
    assert hand(app, "g.name", "Circle") == hand(app, "g.name", "") == KEPT
    assert resources.store().load(code).answers == {"g.name": None}
    assert said(app.run(), "g.name") is None


@pytest.mark.parametrize("address", ["//elsewhere.example/mine", "/nowhere", "javascript:x"])
def test_an_address_that_is_no_page_of_ours_leads_nowhere(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    app = open_page("mine", nobody())
    assert word("mine.title") in headings(touch(monkeypatch, app, address))


@pytest.mark.parametrize("query", ["name=x&page=y&label=z", "embed=true&embed_options=a", "a&=b"])
def test_a_link_may_say_anything_behind_its_page(
    monkeypatch: pytest.MonkeyPatch, query: str
) -> None:
    code = nobody()
    for page in ("about", "mine"):
        app = touch(monkeypatch, open_page("mine", code), f"/{page}?{query}")
        assert word(f"{page}.title") in headings(app)


# A record that is closed


def closed(app: AppTest) -> bool:
    return word("check.closed") in shown(app) and not given(app)


def test_the_answers_of_a_closed_record_are_shown_and_cannot_be_changed() -> None:
    code = someone("group")
    resources.store().update(code, finished=True)
    for where in ({}, {"step": "check"}, {"step": "place"}, {"step": "nowhere"}):
        app = open_page("assess", code, **where)
        assert closed(app), where
        assert word("check.change") not in shown(app)
        assert not app.exception
    assert "to_result" in buttons(app)


def test_who_opens_closed_answers_again_can_change_them() -> None:
    code = someone("group")
    resources.store().update(code, finished=True)
    press(open_page("assess", code), "open_again")
    app = open_page("assess", code, step="place")
    assert hand(app, "g.rb.room", 1) == KEPT
    assert resources.store().load(code).answers["g.rb.room"] == 1
    assert part(app.run())["saved"]


def test_closed_answers_that_cannot_be_opened_just_now_are_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    code = someone("group")
    resources.store().update(code, finished=True)
    app = open_page("assess", code)
    monkeypatch.setattr(resources.store(), "update", full)
    assert word("check.closed_failed") in shown(press(app, "open_again"))


def test_an_answer_to_a_record_closed_meanwhile_is_refused_and_told_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    code = someone("group", 3)
    app = open_page("assess", code, step="place")
    resources.store().update(code, finished=True)
    assert hand(app, "g.rb.room", 0) == "late"
    touch(monkeypatch, app, LATE)
    assert closed(app)
    assert word("check.closed_late") in shown(app)
    assert resources.store().load(code).answers["g.rb.room"] == 3
    touch(monkeypatch, app, "/assess")
    assert closed(app)
    assert word("check.closed_late") not in shown(app)


def test_a_record_closed_in_the_very_moment_of_an_answer_tells_it_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    code = someone("group", 3)
    resources.store().update(code, forget=["g.name"])
    app = open_page("assess", code, step="place")
    save = resources.store().save

    def closed_before(*given: Any) -> int:
        resources.store().update(code, finished=True)
        return save(*given)

    monkeypatch.setattr(resources.store(), "save", closed_before)
    turn(app, "next_place")
    assert closed(app)
    assert word("check.closed_late") in shown(app)
    assert "g.name" not in resources.store().load(code).answers


def test_what_waits_for_a_full_disk_is_dropped_by_a_closing_only_with_a_word(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    code = someone("group", 3)
    app = open_page("assess", code, step="place")
    with monkeypatch.context() as patch:
        patch.setattr(resources.store(), "_saving", full)
        assert hand(app, "g.rb.room", 0) == "store"
    resources.store().update(code, finished=True)
    assert hand(app, "g.rb.room", 0) == "late"
    touch(monkeypatch, app, LATE)
    assert word("check.closed_late") in shown(app)
    press(app, "open_again")
    assert resources.store().load(code).answers["g.rb.room"] == 3
    assert word("check.closed_late") not in shown(app)


def test_closed_answers_do_not_move_to_newer_questions(monkeypatch: pytest.MonkeyPatch) -> None:
    library = resources.library()
    old = library.contents["en"].model_copy(
        update={"group": library.contents["en"].group.model_copy(update={"title": "Old title"})}
    )
    version = content.version_of(old)
    resources.store().keep_content(version, content.archive({"en": old}))
    resources.store().keep_content(library.version, content.archive(library.contents))
    code = resources.store().create("group", version, "1", "en")
    resources.store().save(code, {"g.rb.room": 3})
    app = open_page("assess", code, step="place")
    update = resources.store().update

    def closed_before(*given: Any, **words: Any) -> None:
        update(code, finished=True)
        update(*given, **words)

    monkeypatch.setattr(resources.store(), "update", closed_before)
    press(app, "renew")
    assert closed(app)
    assert word("check.closed_late") in shown(app)
    assert resources.store().load(code).version == version


# Leaving this device


def test_who_finishes_on_the_start_page_sees_the_code_and_is_asked_first() -> None:
    code = someone("group")
    app = press(open_page("welcome", code), "finish_here")
    assert word("mine.ask") in headings(app)
    assert codes.pretty(code) in [one.value for one in app.code]
    assert app.session_state["_esteem"]["code"] == code
    press(app, "finish_no")
    assert word("welcome.title") in headings(app)
    assert "leaving" not in app.session_state["_esteem"]


def test_nobody_is_asked_for_a_code_that_is_not_there() -> None:
    assert word("welcome.title") in headings(open_page("welcome", finish="ask"))


@pytest.mark.parametrize("told", ["finished", "deleted"])
def test_what_is_gone_is_told_only_where_nobody_is_here_any_more(told: str) -> None:
    assert word(f"mine.{told}") in shown(open_page("welcome", told=told))
    assert word(f"mine.{told}") not in shown(open_page("welcome", someone("group"), told=told))


# The check


def all_but(side: Side, *left: str) -> str:
    code = someone(side)
    known = resources.library().contents["en"].side(side).items()
    vetoes = {item.id: 0 for item in known if item.kind == "veto"}
    resources.store().save(code, vetoes)
    resources.store().update(code, forget=left)
    return code


def listed(app: AppTest) -> list[str]:
    """Where the links of the open questions lead."""
    return [unescape(link) for link in re.findall('href="([^"]+)"', part(app)["why"])]


@pytest.mark.parametrize("count", [1, 5, 6])
def test_open_questions_are_listed_with_a_link_each_and_folded_when_many(count: int) -> None:
    left = [item.id for item in resources.library().contents["en"].group.items()][2 : 2 + count]
    app = open_page("assess", all_but("group", *left), step="check")
    links = [parse_qs(urlsplit(link).query) for link in listed(app)]
    assert [link["item"][0] for link in links] == left
    parts = {item.id: part.id for part in _parts("group") for item in part.items}
    assert [link["step"][0] for link in links] == [parts[one] for one in left]
    fold = f'<details data-fold="open"{" open" if count <= 5 else ""}><summary>'
    assert f"{fold}{word('check.open_list')}</summary>" in part(app)["why"]


def _parts(side: Side) -> tuple[Section, ...]:
    return resources.library().contents["en"].side(side).sections


def test_a_check_without_open_questions_lists_none() -> None:
    app = open_page("assess", all_but("group"), step="check")
    assert word("check.complete") in shown(app)
    assert listed(app) == []
    assert "<details" not in part(app)["why"]


def test_who_changes_an_answer_gets_back_to_the_check() -> None:
    code = someone("group")
    app = open_page("assess", code, step="place", item="g.rb.room", back="check")
    assert hand(app, "g.rb.room", 1) == KEPT
    assert BACK_TO_CHECK in part(app)["head"]
    assert "back_place" not in part(app)["ways"]
    turn(app, "next_place")
    assert word("check.title") in headings(app)
    assert resources.store().load(code).answers["g.rb.room"] == 1


def test_the_walk_itself_has_no_way_back_to_a_check() -> None:
    app = open_page("assess", someone("group"), step="place")
    assert BACK_TO_CHECK not in part(app)["head"]


@pytest.mark.parametrize("left", [(), ("g.name",), ("g.name", "g.words.want")])
def test_who_comes_back_with_everything_answered_gets_to_the_check(left: tuple[str, ...]) -> None:
    assert word("check.title") in headings(open_page("assess", all_but("group", *left)))


def test_who_comes_back_with_a_part_never_reached_goes_on_there() -> None:
    code, last = all_but("group"), _parts("group")[-1]
    resources.store().update(code, forget=[item.id for item in last.items])
    assert last.title.replace("{group}", "Words") in headings(open_page("assess", code))


# The share code


def test_a_group_is_told_which_code_is_for_whom() -> None:
    group = someone("group")
    resources.store().share(group)
    assert word("together.code_for") in shown(open_page("together", group))


def entered(page: str, code: str | None, typed: str) -> AppTest:
    """What is shown when this is typed into the field for a code on a page."""
    app = open_page(page, code)
    app.text_input[0].set_value(typed)
    for box in app.checkbox:
        box.set_value(True)
    form = "join_form" if page == "together" else "come_back_form"
    return next(one for one in app.button if form in str(one.key)).click().run()


def test_a_share_code_typed_as_a_return_code_is_told_apart_and_so_the_other_way_round() -> None:
    group, practitioner = someone("group"), someone("practitioner")
    share = resources.store().share(group)
    assert word("code.share") in shown(entered("welcome", None, share))
    assert word("together.return") in shown(entered("together", practitioner, group))
    assert word("together.return") in shown(entered("together", practitioner, practitioner))


def noted() -> int:
    """How many wrong codes have been noted."""
    return sum(map(len, slow._wrong.values()))


def test_a_code_that_opens_nothing_is_told_as_before_and_each_wrong_one_slows_down() -> None:
    practitioner, group = someone("practitioner"), someone("group")
    share = resources.store().share(group)
    slow._wrong.clear()
    for page, who, typed, told in (
        ("welcome", None, codes.new(), "code.unknown"),
        ("welcome", None, share, "code.share"),
        ("together", practitioner, codes.new(), "together.unknown"),
        ("together", practitioner, group, "together.return"),
    ):
        before = noted()
        assert word(told) in shown(entered(page, who, typed))
        assert noted() == before + 1


def test_a_share_code_taken_back_is_as_unknown_as_any_other() -> None:
    group = someone("group")
    share = resources.store().share(group)
    resources.store().unshare(group)
    assert word("code.unknown") in shown(entered("welcome", None, share))


# A share that ended


@pytest.mark.parametrize("how", ["unshare", "delete"])
def test_a_practitioner_is_told_once_that_a_group_stopped_sharing(how: str) -> None:
    group, practitioner = someone("group"), someone("practitioner")
    resources.store().join(practitioner, resources.store().share(group))
    getattr(resources.store(), how)(group)
    app = open_page("together", practitioner)
    assert word("together.parted") in shown(app)
    assert app.text_input
    assert word("together.parted") not in shown(open_page("together", practitioner))


def test_a_share_that_ends_while_somebody_looks_is_told_at_the_next_tap() -> None:
    group, practitioner = someone("group"), someone("practitioner")
    resources.store().join(practitioner, resources.store().share(group))
    app = open_page("together", practitioner)
    resources.store().unshare(group)
    press(app, "share_leave")
    assert word("together.parted") in shown(app)
    assert word("together.left") not in shown(app)
    assert word("error.title") not in headings(app)


def test_one_group_that_stopped_is_told_above_those_that_still_share() -> None:
    first, second, practitioner = someone("group"), someone("group"), someone("practitioner")
    for group in (first, second):
        resources.store().join(practitioner, resources.store().share(group))
    resources.store().unshare(first)
    app = open_page("together", practitioner)
    assert word("together.parted") in shown(app)
    assert set(labels(app)) == all_roles()


def test_a_share_that_ended_is_told_even_where_that_cannot_be_noted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    group, practitioner = someone("group"), someone("practitioner")
    resources.store().join(practitioner, resources.store().share(group))
    resources.store().unshare(group)
    monkeypatch.setattr(resources.store(), "know_parted", full)
    assert word("together.parted") in shown(open_page("together", practitioner))


def test_who_stopped_by_themselves_is_not_told_of_the_group() -> None:
    group, practitioner = someone("group"), someone("practitioner")
    resources.store().join(practitioner, resources.store().share(group))
    app = press(open_page("together", practitioner), "share_leave")
    assert word("together.left") in shown(app)
    resources.store().unshare(group)
    assert word("together.parted") not in shown(open_page("together", practitioner))


def test_nothing_is_recommended_while_nothing_is_known_of_the_group() -> None:
    code = nobody("practitioner")
    answers = {
        item.id: 4
        for item in resources.library().contents["en"].practitioner.items()
        if item.key in ("capacity", "intention")
    }
    resources.store().save(code, answers)
    app = open_page("results", code)
    assert set(labels(app)) == all_roles()
    assert word("label.recommended") not in labels(app).values()


def test_a_practitioners_guess_never_makes_them_a_facilitator() -> None:
    assert labels(open_full_practitioner())["facilitator"] == word("label.possible")


def open_full_practitioner() -> AppTest:
    return open_page("results", someone("practitioner", 4))


def test_with_two_sides_of_which_one_is_empty_no_role_is_recommended() -> None:
    group, practitioner = nobody("group"), someone("practitioner", 4)
    resources.store().join(practitioner, resources.store().share(group))
    for code in (group, practitioner):
        found = labels(open_page("together", code))
        assert set(found) == all_roles()
        assert word("label.recommended") not in found.values()


def test_a_group_that_wants_none_of_it_gives_nobody_a_next_step() -> None:
    group, practitioner = someone("group", 0), someone("practitioner", 4)
    resources.store().join(practitioner, resources.store().share(group))
    assert word("together.who_nothing") in shown(open_page("together", group))


def test_a_group_and_a_practitioner_who_joined_see_the_same_roles() -> None:
    group, practitioner = someone("group"), someone("practitioner")
    share = resources.store().share(group)
    assert word("together.waiting") in shown(open_page("together", group))
    resources.store().join(practitioner, share)
    ours, theirs = open_page("together", group), open_page("together", practitioner)
    assert labels(ours) == labels(theirs)
    assert set(labels(ours)) == all_roles()


def test_a_share_taken_back_shows_the_practitioner_nothing_any_more() -> None:
    group, practitioner = someone("group"), someone("practitioner")
    resources.store().join(practitioner, resources.store().share(group))
    resources.store().unshare(group)
    app = open_page("together", practitioner)
    assert not labels(app)
    assert app.text_input
