"""A database of version 0.1.0, made by that version: it opens, shows, and can be renewed.

It holds the made-up pair of that time, with a share, a workshop that was shown and one that was
closed. Made on 30 November 2026; a test moves its last days to where they have not passed.
"""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from esteem_match import journey, resources, workshop
from esteem_match.documents.phrases import View
from esteem_match.documents.phrases.first import first_words
from esteem_match.models import State
from esteem_match.scoring import score
from esteem_match.words import Words
from tests.room_pages import as_host, as_member
from tests.test_pages import all_roles, headings, labels, open_page, press

OLD = Path(__file__).parent / "data" / "v0.1.0"
GROUP, PRACTITIONER = "ETV8EDV7KXRGNH55ZP58344K", "3FADMKK9RT95FZA947NJBGA3"
SHARE = "Z7WRQFBD7VTPP5Q38AEGA74N"
HOST, MEMBER = "AXEPBVZ2BVWTEZTYWVXB63MZ", "PH296P66TEKRPA2P4W7YZQKB"
CLOSED_HOST, CLOSED_MEMBER = "H5NPJ67ET32KA8X84BDXR5QE", "KA6CC32Y85ZYDW3CE2Q2ZQTN"


@pytest.fixture(autouse=True)
def old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in ("esteem.db", "esteem.key"):
        shutil.copy(OLD / name, tmp_path / name)
    (tmp_path / "esteem.key").chmod(0o600)
    later = (datetime.now(UTC) + timedelta(days=20)).date().isoformat()
    with sqlite3.connect(tmp_path / "esteem.db") as database:
        for table in ("records", "rooms"):
            database.execute(f"UPDATE {table} SET expires = ?", (later,))
    monkeypatch.setenv("ESTEEM_DATABASE_URL", f"sqlite:///{tmp_path / 'esteem.db'}")
    monkeypatch.delenv("ESTEEM_SECRET_FILE", raising=False)
    resources.reset()
    yield
    resources.reset()


@pytest.mark.parametrize("code", [GROUP, PRACTITIONER, MEMBER])
def test_old_answers_open_with_the_questions_that_they_answer(code: str) -> None:
    record = resources.store().load(code)
    asked = resources.content_of(record.version, "en").side(record.side)
    assert record.version != resources.library().version
    assert record.answers.keys() <= {item.id for item in asked.items()}
    assert len(record.answers) >= 4


@pytest.mark.parametrize("code", [GROUP, MEMBER])
def test_old_answers_keep_the_version_of_their_rules_and_todays_rules_have_one_of_their_own(
    code: str,
) -> None:
    old = resources.content_of(resources.store().load(code).version, "en").model
    assert old.version == "0.1.0"
    assert resources.library().contents["en"].model.version != old.version


def test_an_old_pair_gets_a_result_by_todays_method_and_its_own_questions() -> None:
    group, practitioner = (resources.store().load(code) for code in (GROUP, PRACTITIONER))
    shared = resources.store().shared(SHARE, GROUP)
    assert (shared.group, shared.at) == (group.answers, None)
    assert shared.practitioners[0].at is None
    content = resources.content_of(group.version, "en")
    fits = score(content, group.answers, practitioner.answers)
    assert len(fits) == len(content.model.roles)
    assert all(sum(fit.chances) == 1 for fit in fits)


def test_an_old_result_says_in_plain_words_what_a_role_is_about() -> None:
    group, practitioner = (resources.store().load(code) for code in (GROUP, PRACTITIONER))
    content = resources.content_of(group.version, "en")
    words = Words(resources.library().words["en"], "en")
    view = View(content, group.answers, practitioner.answers, words)
    said = " ".join(first_words(view))
    assert not [role.name for role in content.model.roles if role.name in said]
    assert all(role.help for role in content.model.roles)


SHOWN: dict[str, tuple[Callable[[], AppTest], str]] = {
    "a group's": (lambda: open_page("results", GROUP), "What fits The Lantern Group now"),
    "a practitioner's": (lambda: open_page("results", PRACTITIONER), "How you could help"),
    "both sides'": (lambda: open_page("together", GROUP, share=SHARE), "Both sides together"),
    "a member's workshop": (lambda: as_member(MEMBER), "Our result"),
}


@pytest.mark.usefixtures("no_cookies")
@pytest.mark.parametrize("whose", SHOWN)
def test_an_old_result_is_shown(whose: str) -> None:
    opened, heading = SHOWN[whose]
    app = opened()
    assert headings(app)[0] == heading
    assert set(labels(app)) == all_roles()


@pytest.mark.usefixtures("no_cookies")
def test_whoever_runs_an_old_workshop_finds_it() -> None:
    app = as_host(HOST)
    assert headings(app)[:2] == ["You're running this workshop", "Church hall"]


@pytest.mark.usefixtures("no_cookies")
@pytest.mark.parametrize("code", [GROUP, PRACTITIONER])
def test_old_answers_are_renewed_and_what_kept_its_meaning_stays(code: str) -> None:
    before = resources.store().load(code)
    press(open_page("assess", code, step="check"), "renew")
    after = resources.store().load(code)
    today = {item.id for item in resources.library().contents["en"].side(after.side).items()}
    assert after.version == resources.library().version
    assert after.answers.keys() <= today
    assert {one: before.answers[one] for one in after.answers} == after.answers
    assert {one for one, said in before.answers.items() if one.endswith(".no") and said == 1} <= (
        after.answers.keys()
    )
    assert any(one.endswith((".wish1", ".time")) for one in after.answers)
    assert journey.missing(resources.library().contents["en"].side(after.side), after.answers)


def test_an_old_workshop_that_was_shown_is_still_shown_and_one_that_was_closed_can_be() -> None:
    store = resources.store()
    (shown,) = store.rooms.board(HOST)
    assert shown.board.group is not None
    assert store.seats.board(MEMBER) == store.rooms.board(HOST)
    assert store.rooms.load(CLOSED_HOST).state == State.CLOSED
    assert store.rooms.board(CLOSED_HOST) == ()
    content = resources.content_of(store.rooms.load(CLOSED_HOST).version, "en")
    store.rooms.reveal(
        CLOSED_HOST,
        lambda voices: workshop.publish(content, voices),
        lambda voice, key: workshop.fingerprint(content, voice, key),
        lambda new, shown: workshop.judged(new, shown, content.model.workshop.min_voices),
    )
    (now,) = store.seats.board(CLOSED_MEMBER)
    assert now.board == shown.board
