"""The forms, the scoring sheet and the agreement as files to print."""

from esteem_match.cli.problems import CommandError
from esteem_match.models import Library
from esteem_match.paper import PAPERS, Paper
from esteem_match.render import FORMATS
from esteem_match.store.start import now


def printed(library: Library, kind: str, language: str | None, *, large: bool) -> bytes:
    """One of PAPERS as a PDF, in the base language if none is named."""
    code = language or library.base
    if code not in library.languages:
        known = ", ".join(library.languages)
        raise CommandError([f"There is no language {code!r} here. There are: {known}."])
    document = PAPERS[kind](Paper(library, code, now().date(), large))
    return FORMATS["pdf_large" if large else "pdf"].render(document)
