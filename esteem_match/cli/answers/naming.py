"""Finds the question that the name of a column means, whatever program wrote it."""

import re
from collections.abc import Mapping
from difflib import get_close_matches
from typing import NamedTuple

from esteem_match.cli.answers.cells import How, Reading, sides
from esteem_match.interchange import PAIR
from esteem_match.models import Checklist, Item, Question, Side

ROW = "_id"
ALIKE = 0.85
NUMBERED = re.compile(r"_\d")
OF_FORM = ("part__", "about__this", "group__name")
OF_KOBO = {
    *("start", "end", "today", "username", "deviceid", "phonenumber", "audit", "group__name"),
    *(
        "SubmissionDate",
        "SubmitterID",
        "SubmitterName",
        "AttachmentsPresent",
        "AttachmentsExpected",
    ),
    *("Status", "ReviewState", "DeviceID", "Edits", "FormVersion", "KEY", "about__this"),
    *("instanceID", "instanceName", "meta-instanceID", "meta-instanceName", "uuid", "rootUuid"),
}
"""What KoBo and ODK add to the answers, besides names that start with an underscore."""


class Names(NamedTuple):
    """The names that a file may use: items, and checklists."""

    how: How
    items: Mapping[str, tuple[Side, Item]]
    lists: Mapping[str, tuple[Side, Question]]
    folded: Mapping[str, str]
    group: re.Pattern[str]

    def standard(self, column: str) -> str:
        """The name in our own spelling; unknown names stay as they are."""
        name = column.strip()
        if self.how == How.KOBO:
            name = self.group.sub("", name).rpartition("/")[2]
            name = name[1:] if NUMBERED.match(name) else name
        return self.folded.get(name.casefold(), name)

    def known(self, name: str) -> bool:
        return name == PAIR or name in self.items or name in self.lists

    def beside(self, name: str) -> bool:
        """Whether KoBo, ODK or our own form adds this to the answers."""
        ours = name in OF_KOBO or name.startswith("_") or name.endswith("__why")
        return self.how == How.KOBO and ours

    def near(self, name: str, alike: float = 0.6) -> str | None:
        every = [PAIR, *self.items, *self.lists]
        return next(iter(get_close_matches(name, every, n=1, cutoff=alike)), None)


def names(reading: Reading) -> Names:
    content = reading.content
    items = {item.id: (side, item) for side, one in sides(content) for item in one.items}
    lists = {one.id: (side, one) for side, one in sides(content) if isinstance(one.asks, Checklist)}
    parts = [part.id for side in ("group", "practitioner") for part in content.side(side).sections]
    longest = "|".join(map(re.escape, sorted(parts, key=len, reverse=True)))
    return Names(
        reading.how,
        items,
        lists,
        _folded([PAIR, *items, *lists]),
        re.compile(rf"^.*\bpart__({longest})[/.:-]"),
    )


def _folded(every: list[str]) -> Mapping[str, str]:
    """Names by their lower case, except those that only differ in case."""
    folded = [name.casefold() for name in every]
    return {low: name for low, name in zip(folded, every, strict=True) if folded.count(low) == 1}
