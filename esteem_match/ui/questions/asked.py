"""What is asked of a person now: the parts that are open to them, and where they go on."""

from esteem_match import journey
from esteem_match.models import Section, State
from esteem_match.ui.person import Here


def sections(person: Here) -> tuple[Section, ...]:
    """The parts that are asked of this person now; in a workshop, those that are open."""
    return journey.asked(person.questionnaire, person.answers)[: opened(person)]


def opened(person: Here) -> int | None:
    """How many parts a workshop that goes part by part has opened; None where all are open."""
    seat = person.seat
    return (seat.opened or 1) if seat and seat.paced and person.waits else None


def too_early(person: Here) -> bool:
    """Whether a round that is not answered yet has this person's answers."""
    return person.seat is not None and person.seat.state == State.GATHERING


def not_reached(person: Here) -> tuple[str, ...]:
    """The questions that are asked of this person now and have no answer yet."""
    asked = (one for part in sections(person) for one in part.questions())
    return tuple(one.id for one in asked if not one.reached(person.answers))


def question_of(person: Here, name: str) -> str:
    """The id of the question in which an item is asked; its own, where it is no box."""
    asked = (one for part in sections(person) for one in part.questions())
    return next((one.id for one in asked if name in {item.id for item in one.items}), name)


def left_empty(person: Here, *parts: Section) -> tuple[str, ...]:
    """The texts of these parts in which nothing is written. That is an answer too."""
    texts = {item.id for part in parts for item in part.items if item.kind == "text"}
    return tuple(sorted(texts - set(person.answers)))


def more_to_open(person: Here) -> bool:
    """Whether parts of this questionnaire are still shut."""
    whole = journey.asked(person.questionnaire, person.answers)
    return len(sections(person)) < len(whole)


def after_parts(person: Here) -> tuple[str, dict[str, str]]:
    """The page after the last part that is open, and its step: the check, or back in the room."""
    return ("workshop", {}) if more_to_open(person) else ("assess", {"step": "check"})


def first_step(person: Here) -> str:
    """Where this person goes on: at the code, at the first open part, at the check, or waiting."""
    if not person.answers:
        return "code"
    said = {**dict.fromkeys(left_empty(person, *_been(person))), **person.answers}
    first = journey.first_open(person.questionnaire, said)
    if first in {part.id for part in sections(person)}:
        return str(first)
    return "wait" if more_to_open(person) else "check"


def _been(person: Here) -> tuple[Section, ...]:
    """The parts that somebody has been through: nobody is led back for a text there."""
    parts = sections(person)
    return parts[: journey.reached(parts, person.answers) + 1]
