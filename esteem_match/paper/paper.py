"""What a form is made of, and the document that it becomes."""

from dataclasses import dataclass
from datetime import date

from esteem_match.documents import Document
from esteem_match.documents.blocks import Block
from esteem_match.models import Content, Library, Side
from esteem_match.words import Words


@dataclass(frozen=True)
class Paper:
    """The content in one language, the day, and whether it is for large print."""

    library: Library
    language: str
    day: date
    large: bool = False

    @property
    def content(self) -> Content:
        return self.library.contents[self.language]

    def words(self, side: Side) -> Words:
        """The words as one side reads them: its group has no name on paper."""
        texts = self.library.words[self.language]
        direction = self.library.languages[self.language].direction
        return Words(texts, self.language, direction, side=side)

    def document(self, title: str, blocks: tuple[Block, ...]) -> Document:
        """A document whose head says what it is."""
        words, model = self.words("group"), self.content.model.version
        return Document(
            title=title,
            language=self.language,
            direction=words.direction,
            made=self.day,
            meta=(
                words.t("paper.aid"),
                words.t("report.version", version=self.library.version, model=model),
            ),
            blocks=blocks,
            dense=True,
        )
