"""Answers that follow from a seat in a workshop: they are not asked for, but count."""

from esteem_match.models import Answer, Questionnaire, Seat, Section
from esteem_match.models.once import once_a_model


@once_a_model
def seated(questionnaire: Questionnaire) -> Questionnaire:
    """The questionnaire for a workshop, without the questions that a seat answers."""
    if not questionnaire.seats:
        return questionnaire
    sections = tuple(_without(section, questionnaire) for section in questionnaire.sections)
    return questionnaire.model_copy(update={"sections": sections})


def from_seat(questionnaire: Questionnaire, seat: Seat) -> dict[str, Answer]:
    """The answers that follow from this seat."""
    seats = questionnaire.seats.items()
    return {name: answers[seat] for name, answers in seats if seat in answers}


def _without(section: Section, questionnaire: Questionnaire) -> Section:
    items = tuple(item for item in section.items if item.id not in questionnaire.seats)
    return section.model_copy(update={"items": items})
