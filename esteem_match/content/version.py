"""What tells one content from another, and keeps an old one so that it can still be read."""

import hashlib
import json
from collections.abc import Mapping

from esteem_match.models import Content

LENGTH = 16


def version_of(content: Content) -> str:
    """A short hash of all that the content says; the order of keys and comments don't count."""
    return hashlib.sha256(_canonical(content.model_dump(mode="json"))).hexdigest()[:LENGTH]


def archive(contents: Mapping[str, Content]) -> str:
    """The content in each language as one JSON text, for `unarchive`."""
    dumped = {code: content.model_dump(mode="json") for code, content in contents.items()}
    return _canonical(dumped).decode()


def unarchive(text: str) -> dict[str, Content]:
    """The content by language code. Raises ValueError for a text that `archive` did not write."""
    dumped = json.loads(text)
    if not isinstance(dumped, dict):
        raise ValueError("an archive holds contents by language code")
    return {
        code: Content.model_validate_json(json.dumps(content), strict=True)
        for code, content in dumped.items()
    }


def _canonical(data: object) -> bytes:
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
