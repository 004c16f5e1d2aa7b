"""Whose page has posted something, and the words that it is answered in."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from esteem_match import resources
from esteem_match.models import NAMES
from esteem_match.store import Token
from esteem_match.ui import person
from esteem_match.ui.person import Here
from esteem_match.words import Words


class Sender(NamedTuple):
    """Somebody as their page is drawn for them: no run of it is under way."""

    person: Here
    words: Words


def sender(given: Token, sent: Mapping[str, Any]) -> Sender:
    """Who holds this pass, in the language in which their page was drawn. Raises NotFound."""
    library, asked = resources.library(), str(sent.get("lang"))
    speaks = asked if asked in library.languages else library.base
    here = person.found(given.code, resources.store().load(given.code), speaks)
    name = str(here.answers.get(NAMES[here.record.side]) or "")
    direction = library.languages[speaks].direction
    return Sender(here, Words(library.words[speaks], speaks, direction, name, here.record.side))
