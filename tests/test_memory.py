"""What a tab has shown outlives the server: the browser is asked until it has told all of it."""

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from esteem_match import resources
from esteem_match.ui import memory
from esteem_match.ui.person import _tag
from tests.room_pages import ROOT

ITEM = "g.cb.need1"
PATIENCE = 60


@pytest.mark.usefixtures("own_pages")
def test_a_first_run_that_is_cut_short_leaves_the_asking_to_the_next(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The tab showed an open question, then had 0 ticked; another device has said 4 since."""
    store = resources.store()
    code = store.create("group", resources.library().version, "1", "en")
    store.save(code, {ITEM: 4})
    app = AppTest.from_file(str(ROOT / "esteem_match/navigation.py"), default_timeout=PATIENCE)
    app.query_params["step"] = "sharing"
    app.session_state["_esteem"] = {"code": code}
    app.switch_page(str(ROOT / "pages/assess.py"))
    with monkeypatch.context() as patch:
        patch.setattr(memory, "recall", lambda *_: st.stop())
        told_by_the_browser(app, _tag(code)).run()
    told_by_the_browser(app, _tag(code)).run()
    assert next(one for one in app.radio if one.key == f"ask_{ITEM}_{_tag(code)}_en").value == 4
    assert store.load(code).answers == {ITEM: 4}


def told_by_the_browser(app: AppTest, tag: str) -> AppTest:
    app.session_state[f"ask_{ITEM}_{tag}_en"] = 0
    app.session_state[f"memory_part_{tag}_sharing"] = f"{ITEM}=-"
    app.session_state[f"memory_item_{tag}_{ITEM}"] = "0"
    return app
