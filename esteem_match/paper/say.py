"""How paper speaks: the words of interface.toml with names put in, outside any screen."""

from collections.abc import Callable
from datetime import date

from esteem_match.models import Content, Library, Side
from esteem_match.reports import Document
from esteem_match.reports.model import Block

Say = Callable[..., str]


class Paper:
    """All that a form is made of: the content and words of one language, the day, the size."""

    def __init__(self, library: Library, language: str, day: date, large: bool = False) -> None:
        self.content: Content = library.contents[language]
        self.words = library.words[language]
        self.language, self.day, self.hash = language, day, library.version
        self.large = large
        self.direction = library.languages[language].direction

    def speaker(self, side: Side) -> Say:
        """The words under a path, as one side reads them: its group has no name on paper."""

        def t(path: str, /, **names: str | int) -> str:
            return self.put_in(self.words[path], side, **names)

        return t

    def put_in(self, text: str, side: Side, /, **names: str | int) -> str:
        filled = text
        for name, value in {"group": self.words[f"fallback.{side}"], **names}.items():
            filled = filled.replace("{" + name + "}", str(value))
        return filled[:1].upper() + filled[1:] if text.startswith("{") else filled

    def document(self, title: str, blocks: tuple[Block, ...]) -> Document:
        """A document whose head says what it is."""
        t = self.speaker("group")
        return Document(
            title=title,
            language=self.language,
            direction=self.direction,
            made=self.day,
            meta=(t("paper.version", version=self.content.model.version, hash=self.hash),),
            blocks=blocks,
        )
