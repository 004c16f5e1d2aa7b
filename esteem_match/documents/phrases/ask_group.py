"""What a practitioner would ask the group: what they were not sure of, and what it hangs on."""

from esteem_match import explain
from esteem_match.documents.phrases.first import best
from esteem_match.documents.phrases.group import strongest
from esteem_match.documents.phrases.once import once
from esteem_match.documents.phrases.roles.reason import reason_text
from esteem_match.documents.phrases.view import View
from esteem_match.models import RoleFit


@once
def to_ask(view: View) -> list[str]:
    """What a practitioner was not sure of; all of it, before they have said anything of the group.

    First whether it would like help where they see a need that presses, and help that they offer.
    """
    mirrors = {item.mirrors: item.id for item in view.rules.practitioner.items() if item.mirrors}
    told = any(isinstance(view.practitioner.get(one), int) for one in mirrors.values())
    first = [fit.role for fit in (*_unasked(view), *filter(view.offer, best(view)))]
    found = explain.questions(view.rules, view.practitioner, first)
    mine = [one for one in found if not told or mirrors[one.id] in view.practitioner]
    return [view.words.put_in(item.text) for item in mine]


def why_ask(view: View) -> list[str]:
    """The need that presses, where the first question is about help with it."""
    return [
        reason_text(view, explain.Reason(item.id, "answer"))
        for fit in _unasked(view)[:1]
        for _, item in strongest(view, [fit])[:1]
    ]


def _unasked(view: View) -> list[RoleFit]:
    """Roles with such a need, best first."""
    return [fit for band in view.bands for fit in band if fit in view.pressing]
