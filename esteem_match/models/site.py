"""Who runs this installation, as its users read it. Without it, the program is on trial."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from esteem_match.models.basics import Noun

Line = Annotated[str, Field(min_length=1, max_length=300)]


class Host(Noun):
    """Who runs it. `responsible` is the body that is responsible for the data, and its contact."""

    name: Annotated[str, Field(min_length=1, max_length=80)]
    contact: Line
    responsible: Line
    complaints: Line


class Danger(Noun):
    """What to do when somebody is in danger, for one country or place."""

    where: Annotated[str, Field(min_length=1, max_length=80)]
    text: Line


class Site(Noun):
    """What is special here. `places`: by role, who else nearby may help if a practitioner can't."""

    host: Host | None = None
    danger: tuple[Danger, ...] = ()
    places: Mapping[str, tuple[Line, ...]] = Field(default_factory=dict)
