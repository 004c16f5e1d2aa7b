"""What a seat in a workshop has said already: it is not asked there, and still counts."""

from esteem_match.models import Answer, Questionnaire, Seat, Section
from esteem_match.models.once import once_a_model


@once_a_model
def seated(questionnaire: Questionnaire) -> Questionnaire:
    """The questions as they are asked in a workshop: without those that each seat answers."""
    if not questionnaire.seats:
        return questionnaire
    sections = tuple(_without(section, questionnaire) for section in questionnaire.sections)
    return questionnaire.model_copy(update={"sections": sections})


def from_seat(questionnaire: Questionnaire, seat: Seat) -> dict[str, Answer]:
    """The answers that somebody gave by choosing this seat."""
    said = questionnaire.seats.items()
    return {name: answers[seat] for name, answers in said if seat in answers}


def _without(section: Section, questionnaire: Questionnaire) -> Section:
    items = tuple(item for item in section.items if item.id not in questionnaire.seats)
    return section.model_copy(update={"items": items})
