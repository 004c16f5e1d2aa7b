"""The addresses of our own pages."""

from collections.abc import Mapping
from urllib.parse import urlencode


def address(page: str, params: Mapping[str, str] | None = None) -> str:
    """The address of a page of ours."""
    query = urlencode(params or {})
    return f"/{page}?{query}" if query else f"/{page}"
