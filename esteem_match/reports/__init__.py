"""What people carry out of the program: documents, and one function a format. Pure."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import NamedTuple

from esteem_match.reports.model import Document
from esteem_match.reports.pdf import pdf

__all__ = ["FORMATS", "Document", "Format"]


class Format(NamedTuple):
    """How a document is made into a file: `ending` of its name, its kind, and what makes it."""

    ending: str
    mime: str
    render: Callable[[Document], bytes]


FORMATS: Mapping[str, Format] = {
    "pdf": Format("pdf", "application/pdf", pdf),
    "pdf_large": Format("large-print.pdf", "application/pdf", partial(pdf, large=True)),
}
