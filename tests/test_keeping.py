"""For how long things are kept: as long as is said, and longer only where somebody asks."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from esteem_match import resources
from esteem_match.store.schema import ROUNDS
from esteem_match.ui.room.opening import WEEKS
from tests.room_pages import begin_anew, joined, revealed, says, submit, visit
from tests.test_pages import word
from tests.test_workshop_pages import _own_store  # noqa: F401

# How long a workshop can be open


@pytest.mark.parametrize("keep", [1, 2, 3, 7, 14, 15, 30, 365])
def test_a_workshop_is_offered_for_no_longer_than_answers_are_kept(keep: int) -> None:
    store = resources.store()
    store.keep_days = store.rooms.keep_days = store.seats.keep_days = keep
    app = visit(query={"view": "open"})
    home = min(WEEKS.days, keep - 1)
    assert says(app, "keeping.open_short", days=keep) is (home < WEEKS.days)
    app.text_input[0].set_value("From home")
    last = app.date_input[0].max
    app.date_input[0].set_value(last)
    until = [one for one in app.radio if one.label == word("open.until")]
    assert bool(until) is (home > 1)
    for choice in until:
        choice.set_value(True)
    named = "open.until_weeks" if home == WEEKS.days else "keeping.open_days"
    assert not until or until[0].options[1] == word(named).replace("{days}", str(home))
    host = submit(app, "open_room").session_state["_esteem"]["host"]
    room = store.rooms.load(host)
    assert (room.until - last).days == (home if until else 1)
    voice = joined(host)
    assert store.load(voice).expires >= room.until, "nobody's answers go while people still join"


def test_a_new_round_begins_also_where_answers_are_kept_for_fewer_days_since() -> None:
    host, _ = revealed()
    store = resources.store()
    with store._writer.engine.begin() as conn:
        conn.execute(update(ROUNDS).values(until=store.today() + timedelta(days=20)))
    store.keep_days = store.rooms.keep_days = 7
    begin_anew(host)
    assert store.rooms.load(host).until == store.today() + timedelta(days=7)
