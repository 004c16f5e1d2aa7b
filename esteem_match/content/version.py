"""Versions of content, and archives from which an old version can still be read."""

import hashlib
import json
from collections.abc import Mapping

from pydantic import ValidationError

from esteem_match.models import Content, Role

LENGTH = 16
FORMAT = 3  # raise it when a change of the models means that older archives need converting
FORMAT_WITHOUT_NUMBER = 1  # the first archives had no number
# What the first format lacked, as it was when it was introduced: never follow later changes.
FIRST_WORKSHOP = {
    "min_voices": 5,
    "min_each_side": 2,
    "split_steps": "5/6",
    "split_steps_item": "7/6",
    "source": ["OURS"],
}
# The same for what came with the third format.
FIRST_LIKELY = {
    "welcome": {"above": "3/8", "answer": 3, "source": ["OURS"]},
    "expected": {
        "need": ["3/10", "1/4", "1/5", "3/20", "1/10"],
        "wish": ["1/10", "3/20", "1/4", "1/4", "1/4"],
        "capacity": ["1/20", "1/10", "1/4", "3/10", "3/10"],
        "intention": ["1/20", "1/20", "1/5", "3/10", "2/5"],
        "source": ["OURS"],
    },
    "sureness": {"likely": "4/5", "leaning": "1/2", "source": ["OURS"]},
}


def version_of(content: Content) -> str:
    """A short hash of the content; the order of keys and the comments don't count."""
    return hashlib.sha256(_canonical(content.model_dump(mode="json"))).hexdigest()[:LENGTH]


def archive(contents: Mapping[str, Content]) -> str:
    """The content in every language as one JSON text, for `unarchive`."""
    dumped = {code: content.model_dump(mode="json") for code, content in contents.items()}
    return _canonical({"format": FORMAT, **dumped}).decode()


def unarchive(text: str) -> dict[str, Content]:
    """The content by language code. Raises ArchiveError."""
    try:
        dumped = _of_this_format(json.loads(text))
        return {code: _content(content) for code, content in dumped.items()}
    except ValidationError as error:
        raise ArchiveError("the archive follows older or other rules") from error
    except (ValueError, RecursionError) as error:
        raise ArchiveError("the archive is broken") from error


def in_plain_words(old: Content, now: Content) -> Content:
    """Old content whose roles without plain words take today's: an id keeps its meaning."""
    today = {role.id: role for role in now.model.roles}
    roles = tuple(_named(role, today.get(role.id, role)) for role in old.model.roles)
    return old.model_copy(update={"model": old.model.model_copy(update={"roles": roles})})


def _named(role: Role, now: Role) -> Role:
    return role.model_copy(update={"help": role.help or now.help, "plain": role.plain or now.plain})


def _of_this_format(dumped: object) -> dict[str, object]:
    if not isinstance(dumped, dict) or not dumped.keys() - {"format"}:
        raise ArchiveError("the archive holds no content")
    number = dumped.pop("format", FORMAT_WITHOUT_NUMBER)
    if type(number) is not int or number not in range(1, FORMAT + 1):
        raise ArchiveError(f"the archive is of format {number!r}, and not of {FORMAT}")
    return dumped if number == FORMAT else {c: _renewed(d, number) for c, d in dumped.items()}


def _renewed(dumped: object, number: int) -> object:
    """Content of an older format, completed with later parts as they were introduced."""
    model = dumped.get("model") if isinstance(dumped, dict) else None
    if not isinstance(dumped, dict) or not isinstance(model, dict):
        return dumped
    workshop = {"workshop": FIRST_WORKSHOP} if number == 1 else {}
    return {
        **dumped,
        "group": _with_equal_needs(dumped.get("group")),
        "model": {**model, **workshop, **FIRST_LIKELY, "report": _covering_none(model)},
    }


def _covering_none(model: Mapping[str, object]) -> object:
    """Its `report` table without `coverage`, the share that once had to be answered."""
    report = model.get("report")
    if not isinstance(report, dict):
        return report
    return {name: value for name, value in report.items() if name != "coverage"}


def _with_equal_needs(questionnaire: object) -> object:
    """Needs with weight 1: since the third format only the strongest counts."""
    if isinstance(questionnaire, dict) and questionnaire.get("key") == "need":
        return {**questionnaire, "weight": 1}
    if isinstance(questionnaire, dict):
        return {name: _with_equal_needs(part) for name, part in questionnaire.items()}
    if isinstance(questionnaire, list):
        return [_with_equal_needs(part) for part in questionnaire]
    return questionnaire


def _content(dumped: object) -> Content:
    return Content.model_validate_json(json.dumps(dumped), strict=True)


def _canonical(data: object) -> bytes:
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


class ArchiveError(Exception):
    """An archive that this program can't read: broken, or in an unknown format."""
