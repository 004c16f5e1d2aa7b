"""Scores many pairs at once with numpy: one byte an answer, items as rows, pairs as columns."""

from esteem_match.batch.exact import CODES, SURE, Likely, Scores, likely, score
from esteem_match.batch.fast import fits
from esteem_match.batch.table import MISSING, Bytes, Table, compile

__all__ = [
    "CODES",
    "MISSING",
    "SURE",
    "Bytes",
    "Likely",
    "Scores",
    "Table",
    "compile",
    "fits",
    "likely",
    "score",
]
