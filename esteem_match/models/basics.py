"""What all models share: sides, keys, answers, labels, conditions."""

from collections.abc import Mapping
from enum import StrEnum
from fractions import Fraction
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Side = Literal["group", "practitioner"]
Key = Literal["need", "wish", "capacity", "intention"]
Kind = Literal["scale", "veto", "choice", "text"]
Effect = Literal["close", "hold"]
Measure = Literal["need", "wish", "capacity", "intention", "appropriate", "achievable"]

Answer = int | str | None
Answers = Mapping[str, Answer]

SIDES: Mapping[Side, tuple[Key, Key]] = {
    "group": ("need", "wish"),
    "practitioner": ("capacity", "intention"),
}

# The question whose answer replaces {group} in later texts.
NAMES: Mapping[Side, str] = {"group": "g.name", "practitioner": "p.see.name"}

Text = Annotated[str, Field(min_length=1)]
Sources = Annotated[tuple[str, ...], Field(min_length=1)]
Share = Annotated[Fraction, Field(ge=0, le=1)]


class Noun(BaseModel):
    """Base of all models: frozen, and refuses unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Label(StrEnum):
    """A role's label in the method; the words on screen are in interface.toml."""

    NOT_NOW = "not now"
    POSSIBLE = "possible with support"
    RECOMMENDED = "recommended"


class Condition(Noun):
    """One or two bounds on one answer. A missing answer never meets it."""

    item: str
    at_least: int | None = None
    at_most: int | None = None

    @model_validator(mode="after")
    def _compares(self) -> Self:
        if self.at_least is None and self.at_most is None:
            raise ValueError("a condition needs at_least, at_most or both")
        return self

    @property
    def hopeless(self) -> bool:
        """Whether no answer can meet it."""
        low, high = self.at_least, self.at_most
        return low is not None and high is not None and low > high

    def met(self, answers: Answers) -> bool:
        answer = answers.get(self.item)
        if not isinstance(answer, int):
            return False
        return (self.at_least is None or answer >= self.at_least) and (
            self.at_most is None or answer <= self.at_most
        )
