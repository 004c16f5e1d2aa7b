"""Where somebody who comes back goes on, in one step."""

from esteem_match import journey
from esteem_match.ui import state
from esteem_match.ui.along import OWN, is_over
from esteem_match.ui.person import Here
from esteem_match.ui.questions.asked import first_step, sections


def next_open(person: Here) -> dict[str, str]:
    """The address of the first open question where somebody was; nothing where there is none.

    Then the walk knows: the code comes first, or all is answered, or a workshop is waited for. A
    part of which nothing is answered begins at its top.
    """
    found = journey.go_on(sections(person), person.answers) if person.answers else None
    if found is None:
        return {}
    part, item = found
    begins = next(one for one in sections(person) if one.id == part).questions()[0].id == item
    return {"step": part} if begins else {"step": part, "item": item}


def step_of(person: Here, asked: str) -> str:
    """The step at which somebody comes to the questions, where an address asks for this one.

    Every way in ends here: a code, a link, a page that was open. A round that is over leads on.
    """
    if is_over(person, asked):
        return "wait"
    if asked == OWN and person.record.finished:
        return OWN
    return resume(person) if asked in ("", OWN) else asked


def resume(person: Here) -> str:
    """The step of an address that names none: where somebody was.

    It stays there while they look at it: a page that moved on by itself, because its last question
    was answered, would be gone before they have seen that it is saved.
    """
    kept, way = state.get("resumed"), next_open(person)
    if kept and way and state.get("screen") == "parts":
        return str(kept)
    state.put("resumed", way.get("step"))
    return way.get("step") or first_step(person)
