"""Whether members can live with what was decided: of all that they say, one of two words. Pure.

A word needs as many voices as a board does, and says nothing of how many there are. It never says
"all", for that would tell what each said; nor is a line asked twice in a round, for two words that
differ would tell of whoever changed between them.
"""

from collections.abc import Sequence
from typing import Literal

from esteem_match.models import RoleModel

Living = Literal["most", "talk", "few"]


def living(model: RoleModel, voices: Sequence[bool]) -> Living:
    """`most`: more than half of those who answered can live with it; `few`: nothing is told."""
    if len(voices) < model.workshop.min_voices:
        return "few"
    return "most" if 2 * sum(voices) > len(voices) else "talk"
