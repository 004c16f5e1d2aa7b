"""One simulated phone on the least Streamlit page: it answers as it does on the program."""

from bench.load.figures import timed
from bench.load.phone import Phone


class LeastPhone(Phone):
    """Nobody is asked for a consent, and no cookie is kept."""

    async def enter(self) -> None:
        self.tab.query = f"side={self.side}"
        await timed(self._open(), self.figures.opens)
        self.code = next(self.tab.page.all("code")).code_text

    async def _open(self) -> None:
        await self.web.get("/")
        await self.tab.open()
