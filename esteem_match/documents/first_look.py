"""A first look: one side's result while parts of its questions are still ahead."""

from datetime import date

from esteem_match.documents.blocks import Document, Para
from esteem_match.documents.phrases import View
from esteem_match.documents.results import group_document, practitioner_document


def first_look_document(view: View, on: date) -> Document:
    """That side's result as far as it goes, which says before all else that it is a first look."""
    whole = practitioner_document(view, on) if view.seen else group_document(view, on)
    note = Para(text=view.words.t("look.first"), tone="note")
    return whole.model_copy(update={"blocks": (note, *whole.blocks)})
