"""What is said of a result, built once as a tree: one builder a result. Pure, and draws nothing."""

from esteem_match.documents.agreement import agreement_document
from esteem_match.documents.blocks import Document
from esteem_match.documents.board import board_document
from esteem_match.documents.first_look import first_look_document
from esteem_match.documents.letter import letter_document
from esteem_match.documents.offer import offer_document
from esteem_match.documents.results import group_document, joint_document, practitioner_document
from esteem_match.documents.summary import room_summary_document, summary_document

__all__ = [
    "Document",
    "agreement_document",
    "board_document",
    "first_look_document",
    "group_document",
    "joint_document",
    "letter_document",
    "offer_document",
    "practitioner_document",
    "room_summary_document",
    "summary_document",
]
