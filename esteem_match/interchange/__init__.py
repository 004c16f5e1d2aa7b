"""The questionnaires in the forms that other programs take: XLSForm and FHIR. Pure.

Ids stay as they are. What we add has two underscores in its name, which no id of ours has, but for
`pair_id`, which can be no id either: by it both sides' answers are joined.
"""

from esteem_match.interchange.fhir import as_fhir
from esteem_match.interchange.form import ALONE, NOT_APPLICABLE, PAIR, UNSURE, Form, form
from esteem_match.interchange.xlsform import as_xlsform

__all__ = ["ALONE", "NOT_APPLICABLE", "PAIR", "UNSURE", "Form", "as_fhir", "as_xlsform", "form"]
