"""Reads site.toml: who runs this installation. It is separate from questions and rules."""

import tomllib
from collections.abc import Collection, Iterator
from pathlib import Path

from esteem_match.content.problems import ContentError, Problem, known
from esteem_match.content.raw import Raw
from esteem_match.content.shape import shape
from esteem_match.models import Site

FILE = "site.toml"


def load_site(path: Path, roles: Collection[str], *, named: bool = False) -> Site:
    """The site that the file describes; an empty one if there is no file, unless it was `named`.

    Raises ContentError with everything that is wrong.
    """
    if not path.exists() and not named:
        return Site()
    found = shape(Site, _read(path), path.name)
    problems = (*found.problems, *_unknown(found.model, roles, path.name))
    if problems:
        raise ContentError(problems)
    return found.model


def _read(path: Path) -> Raw:
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError:
        wrong = "the file can't be read", "Put it there, or take ESTEEM_SITE away"
    except UnicodeDecodeError:
        wrong = "the file is not UTF-8", "Save it as UTF-8"
    except tomllib.TOMLDecodeError as error:
        wrong = f"the file is not TOML: {error}", "Compare it with deploy/site.example.toml"
    raise ContentError([Problem(path.name, "", "", *wrong)])


def _unknown(site: Site, roles: Collection[str], file: str) -> Iterator[Problem]:
    for role in (site.places or {}).keys() - set(roles):
        yield Problem(file, "places", role, "there is no such role", known(roles, role))
