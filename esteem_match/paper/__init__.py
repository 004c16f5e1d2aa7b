"""The program on paper: forms with numbered questions, and a sheet to score by hand. Pure."""

from collections.abc import Callable, Mapping
from functools import partial

from esteem_match.documents import Document
from esteem_match.paper.agreement import agreement
from esteem_match.paper.by_hand import by_hand
from esteem_match.paper.form import form
from esteem_match.paper.numbering import answer, number_of, numbers, printed
from esteem_match.paper.paper import Paper

__all__ = ["PAPERS", "Paper", "answer", "number_of", "numbers", "printed"]

PAPERS: Mapping[str, Callable[[Paper], Document]] = {
    "group": partial(form, side="group"),
    "practitioner": partial(form, side="practitioner"),
    "sheet": by_hand,
    "agreement": agreement,
}
