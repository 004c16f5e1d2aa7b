"""What all papers share: content, language and day, and how they become a document."""

from dataclasses import dataclass
from datetime import date

from esteem_match.documents import Document
from esteem_match.documents.blocks import Block
from esteem_match.models import Content, Library, Side
from esteem_match.words import Words


@dataclass(frozen=True)
class Paper:
    """The content in one language, the day, and whether to use large print."""

    library: Library
    language: str
    day: date
    large: bool = False

    @property
    def content(self) -> Content:
        return self.library.contents[self.language]

    def words(self, side: Side) -> Words:
        """The words as one side reads them; on paper the group has no name."""
        texts = self.library.words[self.language]
        direction = self.library.languages[self.language].direction
        return Words(texts, self.language, direction, side=side)

    def document(self, title: str, blocks: tuple[Block, ...]) -> Document:
        """A document with a header that says what it is."""
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
