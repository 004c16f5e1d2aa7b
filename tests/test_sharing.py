"""Answers shared: a code to pass on, a link that asks, and what is told once they change."""

from datetime import UTC, datetime
from html import unescape
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from streamlit.testing.v1 import AppTest

from esteem_match import codes, resources
from esteem_match.store import Busy, Store
from esteem_match.ui.together import sharing
from esteem_match.web.protect import slow
from tests.asking import given
from tests.room_pages import fails, joined, opened, says, visit
from tests.test_pages import headings, labels, open_page, press, shown, someone, word

pytestmark = pytest.mark.usefixtures("own_pages")

OWN, OTHERS = "The Tuesday Circle", "Wednesday Carers"
AT = datetime(2026, 11, 30, 23, 5, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _no_haste(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slow, "STEP", 0.0)


def store() -> Store:
    return resources.store()


def group(name: str = OWN) -> tuple[str, str]:
    """A group that shares its answers: its own code, and its share code."""
    code = someone("group")
    store().save(code, {"g.name": name})
    return code, store().share(code)


def pair() -> tuple[str, str, str]:
    """A group, its share code, and a practitioner who has joined."""
    own, share = group()
    other = someone("practitioner")
    store().join(other, share)
    return own, share, other


def by_link(share: str, **here: str) -> AppTest:
    """The joint page, once a browser has handed over the share code of a link."""
    return visit("together", link_share_code=codes.pretty(share), **here)


def asks(app: AppTest) -> bool:
    return word("link.title_share") in headings(app)


def kept(app: AppTest, name: str) -> Any:
    return app.session_state["_esteem"].get(name)


def say(app: AppTest, path: str) -> AppTest:
    (found,) = [one for one in app.button if one.label == word(path)]
    return found.click().run()


# A code to pass on


def test_a_share_code_comes_with_link_qr_code_and_message_and_without_ones_own_code() -> None:
    own, share = group()
    app = open_page("together", own)
    drawn = [one.value for one in app.code]
    assert drawn == [codes.pretty(share), drawn[1]]
    assert drawn[1].endswith(f"/together#{codes.pretty(share)}")
    assert len(app.get("image")) == 1
    message = given(app, "document")
    assert drawn[1] in message["text"]
    assert message["text"].count(codes.pretty(share)) == 2
    assert OWN in message["text"]
    assert set(message["labels"]) == {"copy", "copied", "by_hand", "share"}
    everything = shown(app) + message["text"] + "".join(drawn)
    assert own not in everything
    assert codes.pretty(own) not in everything


def test_a_code_to_pass_on_and_ones_own_code_are_told_apart_by_icon_and_word() -> None:
    own, _ = group()
    passed, mine = shown(open_page("together", own)), shown(open_page("mine", own))
    assert "icon-pass-on" in passed
    assert word("share.tag") in passed
    assert "icon-lock" in mine
    assert word("code.tag") in mine
    assert "icon-lock" not in passed
    assert "icon-pass-on" not in mine


def test_a_group_without_a_name_passes_on_a_message_all_the_same() -> None:
    own, _ = group("")
    assert given(open_page("together", own), "document")["text"].startswith(word("share.message"))


# A link with a share code


def test_a_link_names_the_group_and_shows_a_practitioners_answers_after_a_yes_only() -> None:
    own, share = group()
    person = someone("practitioner")
    app = by_link(share, code=person)
    assert asks(app)
    assert OWN in shown(app)
    assert not labels(app)
    assert store().load(person).joined == ()
    no = say(by_link(share, code=person), "link.no")
    assert (asks(no), store().load(person).joined) == (False, ())
    app = say(app, "link.open_share")
    assert store().load(person).joined == (share,)
    assert labels(app)
    assert kept(app, "link_share_code") is None
    assert store().shared(share, own).practitioners


def test_who_has_answered_nothing_yet_answers_first_and_the_link_waits_for_them() -> None:
    _, share = group()
    app = by_link(share)
    assert asks(app)
    assert OWN in shown(app)
    app = press(app, "share_begin")
    assert word("consent.title") in headings(app)
    assert kept(app, "link_share_code") == codes.pretty(share)
    person = someone("practitioner")
    assert says(visit("results", link_share_code=share, code=person), "link.share_waits")
    assert not says(visit("results", code=person), "link.share_waits")


def test_the_link_of_a_share_that_one_has_part_in_asks_nothing() -> None:
    own, share, other = pair()
    for code in (own, other):
        assert not asks(by_link(share, code=code))


def test_a_group_that_follows_another_groups_link_is_told_whom_it_is_for() -> None:
    _, share = group()
    app = by_link(share, code=group(OTHERS)[0])
    assert not asks(app)
    assert says(app, "link.share_group")
    assert kept(app, "link_share_code") is None


@pytest.mark.parametrize("here", [True, False], ids=["somebody", "nobody"])
def test_a_link_whose_share_was_taken_back_says_so(*, here: bool) -> None:
    own, share = group()
    store().unshare(own)
    app = by_link(share, **({"code": someone("practitioner")} if here else {}))
    assert not asks(app)
    assert says(app, "together.unknown")


def test_a_link_waits_while_the_server_is_busy(monkeypatch: pytest.MonkeyPatch) -> None:
    _, share = group()

    def busy(*_: object) -> None:
        raise Busy

    monkeypatch.setattr(store(), "sharer", busy)
    app = by_link(share)
    assert says(app, "link.busy")
    assert kept(app, "link_share_code") == codes.pretty(share)


def test_the_group_whose_link_was_followed_last_is_the_one_that_is_shown() -> None:
    person = someone("practitioner")
    shares = [group(name)[1] for name in (OWN, OTHERS)]
    for share in shares:
        store().join(person, share)
    for share, name in zip(shares, (OWN, OTHERS), strict=True):
        app = visit("together", code=person, joined=share)
        assert [one.value for one in app.selectbox if one.label == word("together.pick_group")]
        (picked,) = [one for one in app.selectbox if one.label == word("together.pick_group")]
        assert picked.options[0] == name


def test_a_link_leads_nobody_out_of_a_workshop_before_its_result_is_shown() -> None:
    _, share = group()
    assert not asks(by_link(share, code=joined(opened(), "practitioner")))


# Changed after sharing


@pytest.mark.parametrize("page", ["results", "together"])
@pytest.mark.parametrize("side", ["group", "practitioner"])
def test_answers_changed_after_sharing_are_told_and_shared_again_with_the_time(
    side: str, page: str
) -> None:
    own, share, other = pair()
    code, item = (own, "g.rb.room") if side == "group" else (other, "p.rb.time")
    assert not says(open_page(page, code), "together.again_what")
    store().save(code, {item: 0})
    app = open_page(page, code)
    assert says(app, "together.again_what")
    app = press(app, "share_again")
    assert not fails(app)
    assert not says(app, "together.again_what")
    seen = store().shared(share, own)
    shared = seen.group if side == "group" else seen.practitioners[0].answers
    assert shared[item] == 0
    at = seen.at if side == "group" else seen.practitioners[0].at
    assert at is not None
    assert f"{at:%H:%M}" in shown(app)
    assert not says(open_page(page, code), "together.again_what")


def test_a_group_whose_code_nobody_has_used_yet_is_told_too() -> None:
    own, _ = group()
    store().save(own, {"g.rb.room": 0})
    assert says(open_page("together", own), "together.again_what")


def test_one_press_on_a_result_shares_anew_with_all_who_see_older_answers() -> None:
    person = someone("practitioner")
    shares = [group(name) for name in (OWN, OTHERS)]
    for _, share in shares:
        store().join(person, share)
    store().save(person, {"p.rb.time": 0})
    press(open_page("results", person), "share_again")
    for own, share in shares:
        assert store().shared(share, own).practitioners[0].answers["p.rb.time"] == 0


def test_a_result_is_shown_where_nothing_can_be_learned_of_its_share(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    own, _, _ = pair()

    def away(*_: object) -> None:
        raise Busy

    monkeypatch.setattr(store(), "shared", away)
    assert labels(open_page("results", own))


def test_a_time_is_told_as_it_was_where_the_reader_is(monkeypatch: pytest.MonkeyPatch) -> None:
    for zone, day, time in (
        (UTC, "30 November 2026", "23:05"),
        (ZoneInfo("Asia/Tokyo"), "1 December 2026", "08:05"),
    ):
        monkeypatch.setattr(sharing, "_zone", lambda zone=zone: zone)
        assert sharing.when(AT.date(), AT) == unescape(f"{day}, {time}")
    assert sharing.when(AT.date(), None) == "30 November 2026"
