"""Whose a document is: a line for its head, and the names by which a file is told from others."""

from typing import NamedTuple

from esteem_match.documents.phrases.view import View

NAME = "p.name"


class Whose(NamedTuple):
    """`said` stands at the head; `names` are those that people gave, empty where they gave none."""

    names: tuple[str, ...]
    said: tuple[str, ...]


def whose(view: View) -> Whose:
    """From whose answers a result comes."""
    t, group, practitioner = view.words.t, view.words.group, called(view)
    named = practitioner or t("report.someone")
    if view.side:
        return Whose((group,), (t("report.of_group"),))
    if view.seen:
        return Whose((practitioner, group), (t("report.of_practitioner", practitioner=named),))
    return Whose((group, practitioner), (t("report.of_both", practitioner=named),))


def called(view: View) -> str:
    """What a practitioner is called, where they have said so."""
    return str(view.practitioner.get(NAME) or "")
