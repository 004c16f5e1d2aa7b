"""The questionnaires in the forms that other programs take: XLSForm and FHIR. Pure.

Ids stay as they are. What we add has two underscores in its name, which no id of ours has.
"""

from esteem_match.interchange.fhir import as_fhir
from esteem_match.interchange.form import ALONE, NOT_APPLICABLE, UNSURE, Form, form
from esteem_match.interchange.xlsform import as_xlsform

__all__ = ["ALONE", "NOT_APPLICABLE", "UNSURE", "Form", "as_fhir", "as_xlsform", "form"]
