"""The figures in words: the program beside the floor, and beside its goals."""

import sys
from statistics import median

from bench.load.figures import Figures, cuts

P95_RATIO = 2.0
CPU_A_TAP = 8.0
LATE = 5.0
ROW = "{:<34} {:>10} {:>10} {:>8}   {}"


def show(ours: Figures, floor: Figures, lost: int) -> bool:
    """Prints all of it. True where every goal is met."""
    say(ROW.format("", "program", "floor", "ratio", "goal"))
    for name, mine, theirs in (
        ("tap -> acknowledged save", ours.taps, floor.taps),
        ("page change", ours.pages, floor.pages),
        ("first page", ours.opens, floor.opens),
    ):
        _times(name, mine, theirs)
    _row("server CPU a tap, ms", ours.cpu_a_tap, floor.cpu_a_tap, f"at most {CPU_A_TAP:.0f}")
    _row("memory a session, MB", ours.memory_a_session, floor.memory_a_session)
    _plain("answers acknowledged", *(sum(map(len, f.acknowledged.values())) for f in (ours, floor)))
    say(ROW.format("  of them lost", lost, "", "", "0"))
    _own(ours, floor)
    return _judge(ours, floor, lost)


def _times(name: str, ours: list[float], floor: list[float]) -> None:
    for cut, mine, theirs in zip(("median", "p95", "p99"), cuts(ours), cuts(floor), strict=True):
        goal = name.startswith("tap") and cut == "p95"
        _row(f"{name}, {cut}, ms", mine, theirs, f"ratio at most {P95_RATIO:.0f}" if goal else "")


def _row(name: str, ours: float, floor: float, goal: str = "") -> None:
    ratio = f"{ours / floor:.2f}" if floor else ""
    say(ROW.format(name, f"{ours:.2f}", f"{floor:.2f}", ratio, goal))


def _plain(name: str, ours: int, floor: int) -> None:
    say(ROW.format(name, ours, floor, "", ""))


def _own(ours: Figures, floor: Figures) -> None:
    """Whether the phones themselves were slow: then the times above would be too long."""
    for name, found in (("program", ours), ("floor", floor)):
        share = 100 * found.own_cpu / found.seconds
        server = 100 * found.cpu / found.seconds
        late = cuts(found.lags)
        say(
            f"{name}: server {server:.0f} % of a core, phones {share:.0f} %; the phones' process"
            f" woke up late by {late[0]:.1f} ms (median), {late[1]:.1f} (p95), {late[2]:.1f} (p99)"
        )


def _judge(ours: Figures, floor: Figures, lost: int) -> bool:
    missed = []
    if cuts(ours.taps)[1] > P95_RATIO * cuts(floor.taps)[1]:
        missed.append("p95 of a save")
    if ours.cpu_a_tap > CPU_A_TAP:
        missed.append("CPU a tap")
    if lost:
        missed.append("lost answers")
    troubles = ours.troubles + floor.troubles
    for trouble in sorted(set(troubles)):
        say(f"{troubles.count(trouble)} x {trouble}")
    if median(ours.lags or [0]) > LATE:
        say("The phones' own process was late: the times above are too long.")
    say(f"Missed: {', '.join(missed)}." if missed else "All goals are met.")
    return not missed and not troubles


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
