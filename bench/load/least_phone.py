"""One simulated phone on the least Streamlit page: its questions are Streamlit's own widgets."""

from typing import Any

from bench.load.figures import timed
from bench.load.page import key_of
from bench.load.phone import TEXT, Phone, Unexpected
from esteem_match.models import Answer

SAVED = 'class="saved"'


class LeastPhone(Phone):
    """Nobody is asked for a consent, and no cookie is kept."""

    async def enter(self) -> None:
        self.tab.query = f"side={self.side}"
        await timed(self._open(), self.figures.opens)
        self.code = next(self.tab.page.all("code")).code_text

    async def _open(self) -> None:
        await self.web.get("/")
        await self.tab.open()

    def asks(self) -> bool:
        return self.tab.page.find("button", "next_") is not None

    async def turn(self, key: str) -> None:
        await self.press(key)

    def open_question(self) -> Any | None:
        for kind, widget in self.tab.page.widgets():
            asks, item, *_ = key_of(widget.id).split("_")
            if asks == "ask" and item not in self.answered:
                return kind, item, widget
        return None

    async def tap(self, question: Any) -> None:
        kind, item, widget = question
        answer: Answer = TEXT
        said = TEXT
        if kind == "radio":
            at = self.chance.randrange(len(widget.options))
            answer, said = (at if at + 1 < len(widget.options) else None), widget.options[at]
        await timed(self.tab.put(widget, said), self.figures.taps)
        self.answered.add(item)
        if not self.tab.page.says(SAVED):
            raise Unexpected(f"{item} was not acknowledged")
        self.figures.acknowledge(self.code, item, answer)
