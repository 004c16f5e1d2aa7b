"""The numbers of roles.toml: each is possible, and they are in the right order."""

from collections.abc import Iterator

from esteem_match.content.problems import Problem
from esteem_match.content.raw import FILES
from esteem_match.content.view import View
from esteem_match.models import SIDES

FILE = FILES["roles"]


def lines(view: View) -> Iterator[Problem]:
    low, high = view.model.lines.possible, view.model.lines.recommended
    if not 0 < low < high <= 1:
        wrong = f"possible is {low} and recommended is {high}"
        mend = "Make possible more than 0 and less than recommended, and that at most 1"
        yield Problem(FILE, "lines", "", wrong, mend)


def welcome(view: View) -> Iterator[Problem]:
    found = view.model.welcome.answer
    if found > view.model.top:
        wrong = f"is {found}, but the highest answer is {view.model.top}"
        yield Problem(FILE, "welcome", "answer", wrong, f"Make it at most {view.model.top}")


def expected(view: View) -> Iterator[Problem]:
    """The chances of the options: one each, more than 0, and 1 in total."""
    for key in (key for keys in SIDES.values() for key in keys):
        shares, words = view.model.expected.of(key), view.model.top + 1
        if len(shares) != words:
            wrong = f"has {len(shares)} shares, but there are {words} words"
            yield Problem(FILE, "expected", key, wrong, f"Write {words} shares, from word 0 up")
        elif 0 in shares:
            yield Problem(FILE, "expected", key, "has a 0", "Make each share more than 0")
        elif sum(shares) != 1:
            yield Problem(FILE, "expected", key, f"sums to {sum(shares)}", "Make it sum to 1")


def sureness(view: View) -> Iterator[Problem]:
    found = view.model.sureness
    if not 0 < found.leaning < found.likely <= 1:
        wrong = f"leaning is {found.leaning} and likely is {found.likely}"
        mend = "Make leaning more than 0 and less than likely, and that at most 1"
        yield Problem(FILE, "sureness", "", wrong, mend)


def report(view: View) -> Iterator[Problem]:
    """With a tie band or gap of 0 everything would differ; with 1, nothing."""
    found = view.model.report
    for field in ("tie", "gap", "gap_few"):
        if not 0 < getattr(found, field) < 1:
            mend = "Make it more than 0 and less than 1"
            yield Problem(FILE, "report", field, f"is {getattr(found, field)}", mend)
    if found.gap_few < found.gap:
        wrong = "is smaller than gap, but few voices are less sure than many"
        yield Problem(FILE, "report", "gap_few", wrong, "Make it at least as large as gap")
    if found.few < 1:
        yield Problem(FILE, "report", "few", f"is {found.few}", "Make it at least 1")


def robustness(view: View) -> Iterator[Problem]:
    found = view.model.robustness
    if not 0 < found.spread < 1:
        mend = "Make it more than 0 and less than 1"
        yield Problem(FILE, "robustness", "spread", f"is {found.spread}", mend)
    if not 0 < found.close < found.steady <= 1:
        wrong = f"close is {found.close} and steady is {found.steady}"
        mend = "Make close more than 0 and less than steady, and that at most 1"
        yield Problem(FILE, "robustness", "", wrong, mend)


def workshop(view: View) -> Iterator[Problem]:
    """One voice is never a whole side, and both sides of a split fit into the fewest voices."""
    found = view.model.workshop
    if found.min_voices < 2:
        wrong = f"is {found.min_voices}: it would show what one person said"
        yield Problem(FILE, "workshop", "min_voices", wrong, "Make it at least 2")
    elif 2 * found.min_each_side > found.min_voices:
        wrong = f"is {found.min_each_side}, but min_voices is {found.min_voices}"
        yield Problem(FILE, "workshop", "min_each_side", wrong, "Make it at most half of that")
    for field in ("split_steps", "split_steps_item"):
        if 0 < 2 * (steps := getattr(found, field)) < view.model.top:
            continue
        wrong = f"is {steps}, but the scale has {view.model.top} steps"
        mend = f"Make it more than 0 and less than half of {view.model.top}"
        yield Problem(FILE, "workshop", field, wrong, mend)


def anchors(view: View) -> Iterator[Problem]:
    count, top = len(view.model.anchors), view.model.top
    if count != top + 1:
        wrong = f"has {count} words, but top is {top}"
        yield Problem(FILE, "", "anchors", wrong, f"Write {top + 1} words, from 0 to {top}")
