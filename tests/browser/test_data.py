"""My data in a real browser: a file saved, read by a person, brought back; and nothing left."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import expect

from esteem_match.store import Store
from tests.browser.conftest import Invite
from tests.browser.steps import COOKIE, Guest, plan, seed, words

pytestmark = pytest.mark.browser

DAY = 24 * 3600
GROUP = plan("group", g_name="The Tuesday Circle", g_rb_room=4)


def life(guest: Guest) -> float:
    """For how long this browser keeps the code, in seconds."""
    kept = [one for one in guest.context.cookies() if one["name"] == COOKIE]
    return max((one["expires"] for one in kept), default=0) - datetime.now(UTC).timestamp()


def test_a_file_that_was_saved_brings_the_answers_back_on_another_device(
    invite: Invite, store: Store, tmp_path: Path
) -> None:
    code = seed(store, "group", GROUP)
    guest = invite().come_with(code).open("/mine").heading(words("mine.title"))
    guest.press("keep_longer").heading(words("mine.title"))
    guest.until(lambda: life(guest) > 200 * DAY, "a cookie that lasts as long as was asked for")
    with guest.page.expect_download() as saved:
        guest.at("take").get_by_role("button").tap()
    file = tmp_path / saved.value.suggested_filename
    saved.value.save_as(file)
    said = json.loads(file.read_text(encoding="utf-8"))["answers"]
    assert {one["id"]: one["answer"] for one in said} == GROUP
    address = saved.value.url
    assert guest.page.request.get(address).status == 200
    other = guest.new_tab("/results").settled()
    guest.press("finish").heading(words("welcome.title")).sees(words("mydata.history"))
    assert guest.page.request.get(address).status == 404
    other.heading(words("welcome.title"))
    assert "The Tuesday Circle" not in other.page.content()

    next_one = invite().open("/").press("to_bring").heading(words("mydata.bring_title"))
    chooser = next_one.page.get_by_label(words("mydata.bring_label"))
    chooser.set_input_files({"name": "x", "mimeType": "", "buffer": b"\0" * 1_200_000})
    next_one.sees(words("mydata.bad_large"))
    chooser.set_input_files({"name": "x.json", "mimeType": "", "buffer": b"\xff\xfe{"})
    next_one.sees(words("mydata.bad_not_json"))
    chooser.set_input_files(file)
    next_one.sees(words("consent.yes")).settled()
    next_one.acted(lambda: next_one.page.get_by_text(words("consent.yes")).click())
    next_one.press("bring").heading(words("code.title"))
    next_one.until(lambda: next_one.code() not in {"", code}, "a new code")
    assert store.load(next_one.code()).answers == GROUP
    expect(next_one.page.get_by_text(words("mine.cookieless"))).to_have_count(0)
