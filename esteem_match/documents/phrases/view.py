"""What a result is said of: one pair's answers with their scores, and those answers in words."""

from dataclasses import dataclass, field
from functools import cached_property

from esteem_match import content as contents
from esteem_match import explain
from esteem_match.documents.phrases.once import Remembering, once
from esteem_match.models import (
    SIDES,
    Answer,
    Answers,
    Content,
    Item,
    Label,
    Question,
    Role,
    RoleFit,
    Side,
    Site,
    Standing,
    Sureness,
)
from esteem_match.scoring import (
    Reads,
    alone,
    on_a_picture,
    rank,
    score,
    standing,
    together,
    with_picture,
)
from esteem_match.words import Words

NOBODY = Site()
UNSURE = "unsure"  # how a widget says 'not sure': its None means that nothing is chosen


def choices(content: Content, item: Item, words: Words) -> dict[int | str, str]:
    """Everything that can be answered to an item, in words, in the order of the screen."""
    side: Side = (
        "group" if any(own.id == item.id for own in content.group.items()) else "practitioner"
    )
    options = content.side(side).options[item.options]
    listed: dict[int | str, str] = {at: words.put_in(said) for at, said in enumerate(options)}
    if item.not_applicable:
        listed[len(listed)] = words.t(f"answer.not_applicable_{side}")
    return {**listed, UNSURE: words.t("answer.unsure")}


def in_words(content: Content, item: Item, answer: Answer, words: Words) -> str:
    """One answer as the person saw it."""
    if item.kind == "text":
        return str(answer) if answer else words.t("check.nothing")
    return choices(content, item, words)[UNSURE if answer is None else answer]


def asks(content: Content, item: Item, words: Words) -> str:
    """What is asked; of a box with the question in which it stands."""
    own, checklist = words.put_in(item.text), content.checklist(item)
    if checklist is None:
        return own
    return words.t("answer.box", question=words.put_in(checklist.text), box=own)


def answered(content: Content, question: Question, answers: Answers, words: Words) -> str:
    """The answer to a question, all of whose items are answered, as the person saw it."""
    if isinstance(question.asks, Item):
        return in_words(content, question.asks, answers[question.id], words)
    if question.unsure(answers):
        return words.t("answer.unsure")
    ticked = [words.put_in(item.text) for item in question.ticked(answers)]
    return "; ".join(ticked) or words.put_in(question.asks.none)


def help_of(words: Words, role: Role) -> str:
    """What a role does for a group; its name, where the file has no plain words."""
    return words.put_in(role.help) or role.name


@dataclass(frozen=True, eq=False)
class View(Remembering):
    """A pair as it is shown. `side`: the one that is shown by itself; None for both.

    `seen`: the group's side is the practitioner's picture of it, which is read for a role once it
    has an answer to need and wish. `rules`: the content as the group itself is read by. `own`: its
    reader gave these answers, and may go on with them. `version`: of the questions. `tag` tells
    what two share from what others do, and opens nothing; an example has none.
    `took_part`: its reader was in a workshop, where there is a result of all as well. `site`: who
    runs this installation, and who else nearby may help. `declined`: the roles of which a room
    decided "not now", whatever was answered.
    """

    content: Content
    group: Answers
    practitioner: Answers
    words: Words
    seen: bool = False
    side: Side | None = None
    own: bool = False
    version: str = ""
    tag: str = ""
    took_part: bool = False
    site: Site = NOBODY
    declined: frozenset[str] = frozenset()
    rules: Content = field(init=False)
    fits: tuple[RoleFit, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "rules", self.content)
        rules = on_a_picture(self.content) if self.seen else self.content
        object.__setattr__(self, "content", rules)
        object.__setattr__(self, "fits", score(rules, self.group, self.practitioner))

    @property
    def rests_on(self) -> tuple[object, ...]:
        """What tells one view from another: the answers, the rules and who reads."""
        answers = frozenset(self.group.items()), frozenset(self.practitioner.items())
        reader = self.seen, self.side, self.own, self.took_part, self.declined
        words = self.words.language, self.words.group, self.words.side
        return (self.version, *answers, *reader, *words)

    @cached_property
    def in_play(self) -> tuple[RoleFit, ...]:
        """The roles that nobody has put off by a decision."""
        return tuple(fit for fit in self.fits if fit.role not in self.declined)

    @cached_property
    def only_theirs(self) -> frozenset[str]:
        """What only the group itself can say yes to; a practitioner's picture cannot."""
        conditions = [c for role in self.content.model.roles for c in role.hold_unless]
        return frozenset(c.item for c in conditions) if self.seen else frozenset()

    @cached_property
    def divided(self) -> frozenset[str]:
        """What a room's members see in different ways: nothing that is answered meets it yet."""
        conditions = [c for role in self.content.model.roles for c in role.hold_unless]
        return frozenset(c.item for c in conditions if c.hopeless and not self.seen)

    @cached_property
    def nothing(self) -> bool:
        """Whether nothing that counts is answered: all of it is open or 'not sure'."""
        said = {**self.group, **self.practitioner}
        counts = (item.id for item in self.content.items() if item.key)
        return not any(isinstance(said.get(one), int) for one in counts)

    @cached_property
    def bands(self) -> tuple[tuple[RoleFit, ...], ...]:
        """Roles about equal, best first, by the sides that are read."""
        return rank(self.content.model, self.fits, self.reads)

    @cached_property
    def reads(self) -> Reads:
        """Which side of a role is read on this page."""
        if self.seen:
            return with_picture
        return alone(self.side) if self.side else together

    def read(self, fit: RoleFit) -> tuple[Side, ...]:
        """The sides of a role that are read."""
        side = self.reads(fit)
        return tuple(SIDES) if side is None else (side,)

    @cached_property
    def items(self) -> dict[str, Item]:
        """Items by id, as this page's reader was asked them."""
        found = contents.item_index(self.content)
        mirrors = {item.mirrors: item for item in self.content.practitioner.items() if item.mirrors}
        return {**found, **mirrors} if self.seen else found

    @cached_property
    def to_leader(self) -> bool:
        """Whether the member who leads reads it by themselves."""
        return self.side == "group" and explain.leads(self.content, self.group)

    @property
    def title(self) -> str:
        """What the result of one side is called."""
        whose = "own" if self.took_part else "practitioner" if self.seen else "group"
        return self.words.t(f"results.title_{whose}")

    def role(self, fit: RoleFit) -> Role:
        return next(role for role in self.content.model.roles if role.id == fit.role)

    def about(self, fit: RoleFit) -> str:
        """What a role is about, in plain words that follow "help with"."""
        role = self.role(fit)
        return self.words.put_in(role.plain) or role.name

    def help(self, fit: RoleFit) -> str:
        """What a role does for a group, in plain words that stand by themselves."""
        return help_of(self.words, self.role(fit))

    def standing(self, fit: RoleFit) -> Standing:
        """Where a role stands by the sides that are read."""
        return standing(fit, self.reads(fit))

    def label(self, fit: RoleFit) -> Label:
        return self.standing(fit).label

    def sureness(self, fit: RoleFit) -> Sureness:
        return self.standing(fit).sureness

    def is_open(self, *fits: RoleFit) -> bool:
        """Whether it is too early to say of each of these."""
        return all(self.sureness(fit) == Sureness.OPEN for fit in fits)

    @once
    def position(self, fit: RoleFit) -> explain.Position:
        return explain.position(self.content, fit, self.group)

    def offer(self, fit: RoleFit) -> bool:
        """Whether a practitioner reads of a role only what they can offer."""
        return self.seen and self.read(fit) == ("practitioner",)

    def word(self, fit: RoleFit) -> str:
        """Where a role stands, as the words of the screen name it."""
        if self.position(fit).elsewhere:
            return "elsewhere"
        word = self.label(fit).name.lower()
        return f"offer_{word}" if self.offer(fit) else word

    @cached_property
    def pressing(self) -> tuple[RoleFit, ...]:
        """Roles with a need that presses, where nobody knows if help with it is welcome."""
        return tuple(fit for fit in self.fits if explain.unasked(self.content.model, fit))

    @cached_property
    def open(self) -> tuple[explain.OpenAnswer, ...]:
        """The open answers on which a label still hangs, the most useful first."""
        pair = self.group, self.practitioner
        found = explain.open_answers(self.content, *pair, self.reads, self.fits)
        return tuple(one for one in found if one.role not in self.declined)

    def asked(self, item_id: str) -> Side:
        """Whose question it is."""
        own = {item.id for item in self.content.group.items()}
        return "group" if item_id in own else "practitioner"

    def question(self, item_id: str) -> str:
        return asks(self.content, self.items[item_id], self.words)

    def answer(self, item_id: str) -> str:
        """The answer that stands for this item here, in words."""
        facts = {**self.group, **self.practitioner}
        return in_words(self.content, self.items[item_id], facts.get(item_id), self.words)
