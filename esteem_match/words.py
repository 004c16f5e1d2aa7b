"""The words of interface.toml in one language, for one reader, with names filled in. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from esteem_match.models import Side

_NAME = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Words:
    """`group` is the group's name, empty if unknown; `side` is who reads."""

    texts: Mapping[str, str]
    language: str
    direction: Literal["ltr", "rtl"] = "ltr"
    group: str = ""
    side: Side = "practitioner"

    def t(self, path: str, /, **names: str | int) -> str:
        """The words under `path` in interface.toml, with names filled in."""
        return self.put_in(self._word(path), **names)

    def _word(self, path: str) -> str:
        return self.texts[path]

    def put_in(self, text: str, /, **names: str | int) -> str:
        """Fills in {group} and these names in one go, so that braces in a name stay as they are."""
        if "{" not in text:
            return text
        known = {"group": self.group_name, **names}
        filled = _NAME.sub(lambda found: str(known.get(found[1], found[0])), text)
        return filled[:1].upper() + filled[1:] if text.startswith("{") else filled

    @property
    def group_name(self) -> str:
        """The group's name; 'your group' or 'the group' until it is known."""
        return self.group or self._word(f"fallback.{self.side}")

    def page(self, title: str) -> str:
        """The title of a browser tab for a page with this heading."""
        return f"{title} · {self.t('brand.name')}"

    def day(self, when: date) -> str:
        """A date in words: 3 May 2027."""
        return f"{when.day} {self.t(f'month.{when.month}')} {when.year}"
