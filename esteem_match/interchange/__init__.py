"""The questionnaires in formats of other programs: XLSForm and FHIR. Pure.

Ids stay as they are. Names that we add have two underscores, which no id has. The exception is
`pair_id`, by which both sides' answers are joined; it can't be an id either.
"""

from esteem_match.interchange.fhir import as_fhir
from esteem_match.interchange.form import ALONE, NOT_APPLICABLE, PAIR, UNSURE, Form, form
from esteem_match.interchange.xlsform import as_xlsform

__all__ = ["ALONE", "NOT_APPLICABLE", "PAIR", "UNSURE", "Form", "as_fhir", "as_xlsform", "form"]
