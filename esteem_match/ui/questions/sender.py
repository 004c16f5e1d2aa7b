"""Whose page has posted something, and the words that it is answered in."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from esteem_match import resources
from esteem_match.models import NAMES
from esteem_match.store import Token
from esteem_match.ui import person
from esteem_match.ui.person import Here
from esteem_match.ui.words import words_in
from esteem_match.words import Words


class Sender(NamedTuple):
    """Somebody as their page is drawn for them: no run of it is under way."""

    person: Here
    words: Words


def sender(given: Token, sent: Mapping[str, Any]) -> Sender:
    """Who holds this token, in the language in which their page was drawn. Raises NotFound."""
    words, record = words_in(sent.get("lang")), resources.store().load(given.code)
    here = person.found(given.code, record, words.language)
    name = str(here.answers.get(NAMES[record.side]) or "")
    return Sender(here, replace(words, group=name, side=record.side))
