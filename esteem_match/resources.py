"""What the whole process shares: the content of questionnaires/, and the store."""

import os
import threading
from functools import cache, lru_cache
from pathlib import Path

from esteem_match import content
from esteem_match.models import Content, Library
from esteem_match.store import Store, open_store

ROOT = Path(__file__).resolve().parents[1]

_lock = threading.RLock()


def folder() -> Path:
    """Where the content is: ESTEEM_QUESTIONNAIRES, or the folder shipped with the program."""
    return Path(os.environ.get("ESTEEM_QUESTIONNAIRES") or ROOT / "questionnaires")


def library() -> Library:
    """The content, read once, and archived for whoever answers it now. Raises ContentError."""
    with _lock:
        return _library()


def store() -> Store:
    """The store, opened once. Raises StoreError."""
    with _lock:
        return _store()


def content_of(version: str, language: str) -> Content:
    """The questions and rules of a version: today's, or those kept when they were answered.

    Raises ArchiveError where those can't be read any more.
    """
    now = library()
    if version == now.version:
        return now.contents[language]
    return _kept(version, language, now.base)


def reset() -> None:
    """Closes the store and forgets both, so that the next use reads and opens anew."""
    with _lock:
        if _store.cache_info().currsize:
            _store().close()
        _store.cache_clear()
        _library.cache_clear()


@cache
def _library() -> Library:
    read = content.load(folder(), shown=True)
    store().keep_content(read.version, content.archive(read.contents))
    return read


@cache
def _store() -> Store:
    return open_store()


@lru_cache(maxsize=32)
def _kept(version: str, language: str, base: str) -> Content:
    text = store().content(version)
    if text is None:
        raise content.ArchiveError(f"nothing is kept of {version}")
    contents, now = content.unarchive(text), library()
    spoken = next((code for code in (language, base) if code in contents), next(iter(contents)))
    return content.in_plain_words(contents[spoken], now.contents.get(spoken, now.contents[base]))
