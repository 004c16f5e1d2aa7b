"""The questions and rules that somebody answers: today's, or those of before."""

from collections.abc import Callable
from dataclasses import dataclass

from esteem_match.content import ArchiveError
from esteem_match.models import Content, Library


@dataclass(frozen=True)
class Rules:
    """In one language. `of` gives those of a version, or raises ArchiveError."""

    library: Library
    content_of: Callable[[str, str], Content]
    language: str

    @property
    def version(self) -> str:
        return self.library.version

    @property
    def today(self) -> Content:
        return self.library.contents[self.language]

    def of(self, version: str) -> Content:
        return self.content_of(version, self.language)

    def readable(self, version: str) -> Content | None:
        """Those of a version; None where nothing can read them any more."""
        try:
            return self.of(version)
        except ArchiveError:
            return None
