"""A press is heard once, also where news of a room cut short the run that it began."""

import asyncio
from collections.abc import Iterator

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from bench.load.protocol import PATIENCE, Tab
from esteem_match.models import State
from tests.live import LiveServer, playing
from tests.room_pages import ANSWERING, CLOSED, GATHERING, as_host, crowd, opened, state_of, through


@pytest.fixture(scope="module")
def slow(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    with playing("pressed", tmp_path_factory.mktemp("slow")) as server:
        yield server


class Hasty(Tab):
    """A tab to which news come while its press is still being heard."""

    async def press_amid_news(self, trigger: WidgetState) -> None:
        assert self._socket is not None
        await self._socket.send(self._request("", trigger))
        kind = ""
        async with asyncio.timeout(PATIENCE):
            while kind != "delta":
                message = ForwardMsg.FromString(await self._socket.recv(decode=False))
                kind = message.WhichOneof("type") or ""
        await self.run()

    def counts(self) -> str:
        return next(one.body for one in self.page.all("text") if one.body.startswith("presses"))


def hasty(server: LiveServer, kind: str) -> list[str]:
    """What a page counts after a press of this kind amid news, and a run later."""

    async def go() -> list[str]:
        tab = Hasty(server.url)
        await tab.open()
        tab.values[tab.page.find("text_input", "words").id].string_value = "Mo and Robin"
        button = next(
            one for one in tab.page.all("button") if bool(one.form_id) == (kind == "form")
        )
        before = tab.counts()
        await tab.press_amid_news(WidgetState(id=button.id, trigger_value=True))
        seen = [before, tab.counts()]
        await tab.run()
        await tab.close()
        return [*seen, tab.counts()]

    return asyncio.run(go())


def test_a_press_is_heard_once_though_news_cut_its_run_short(slow: LiveServer) -> None:
    before, after, later = hasty(slow, "button")
    assert before.startswith("presses: 0")
    assert after.startswith("presses: 1")
    assert later == after


def test_what_is_sent_with_a_form_is_kept_though_news_cut_its_run_short(slow: LiveServer) -> None:
    before, after, later = hasty(slow, "form")
    assert before.endswith("sent: 0")
    assert after.endswith("sent: 1")
    assert later == after


@pytest.mark.usefixtures("url", "own_pages")
@pytest.mark.parametrize(
    ("pressed", "then"), [("host_start", ANSWERING), ("host_reveal", GATHERING)]
)
def test_a_press_that_was_cut_short_counts_only_where_its_button_still_stands(
    pressed: str, then: State
) -> None:
    host = opened()
    crowd(host)
    app = as_host(host)
    app.session_state["_esteem"]["presses"].add(pressed)
    app.run()
    assert state_of(host) == then
    through(host, *{GATHERING: (ANSWERING, CLOSED), ANSWERING: (CLOSED,)}[then])
    app.run()
    assert state_of(host) == CLOSED
