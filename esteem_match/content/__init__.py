"""Reads questionnaires/. Says of a bad file where the problem is and how to mend it."""

from esteem_match.content.library import item_index, load
from esteem_match.content.overlay import texts
from esteem_match.content.problems import ContentError, Problem
from esteem_match.content.site import load_site
from esteem_match.content.skeleton import Skeleton, skeleton
from esteem_match.content.version import (
    ArchiveError,
    archive,
    in_plain_words,
    unarchive,
    version_of,
)

__all__ = [
    "ArchiveError",
    "ContentError",
    "Problem",
    "Skeleton",
    "archive",
    "in_plain_words",
    "item_index",
    "load",
    "load_site",
    "skeleton",
    "texts",
    "unarchive",
    "version_of",
]
