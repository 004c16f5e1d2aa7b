"""The figures in words: the program beside the floor, and beside its goals."""

import os
import sys

from bench.load.figures import Figures, cuts

P95_RATIO = 2.0
CPU_A_TAP = 8.0
NEWS = 2000.0
LATE = 5.0
BUSY = 0.2
ROW = "{:<36} {:>10} {:>10} {:>7}   {}"


def show(ours: Figures, floor: Figures) -> bool:
    """Prints all of it. True where every goal is met and nothing went wrong."""
    say(ROW.format("", "program", "floor", "ratio", "goal"))
    _times("tap -> acknowledged save", ours.taps, floor.taps, {"p95": f"ratio {P95_RATIO:.0f}"})
    _times("page change", ours.pages, floor.pages)
    _times("first page", ours.opens, floor.opens)
    _row("server CPU a tap, ms", ours.cpu_a_tap, floor.cpu_a_tap, f"{CPU_A_TAP:.0f} ms")
    _row("server memory a session, MB", ours.memory_a_session, floor.memory_a_session)
    say(ROW.format("answers acknowledged", ours.answers, floor.answers, "", ""))
    say(ROW.format("  of them lost", ours.lost, floor.lost, "", "0"))
    _news("start -> on every phone", ours.starts)
    _news("reveal -> on every phone", ours.reveals)
    _state("program", ours)
    _state("floor", floor)
    return _judge(ours, floor)


def _times(
    name: str, ours: list[float], floor: list[float], goals: dict[str, str] | None = None
) -> None:
    for cut, mine, theirs in zip(("median", "p95", "p99"), cuts(ours), cuts(floor), strict=True):
        _row(f"{name}, {cut}, ms", mine, theirs, (goals or {}).get(cut, ""))


def _row(name: str, ours: float, floor: float, goal: str = "") -> None:
    ratio = f"{ours / floor:.2f}" if floor else ""
    say(ROW.format(name, f"{ours:.2f}", f"{floor:.2f}", ratio, goal))


def _news(name: str, times: list[float]) -> None:
    if times:
        middle, last = cuts(times)[0], max(times)
        say(f"{name}: median {middle:.0f} ms, last {last:.0f} ms (goal {NEWS:.0f} ms)")


def _state(name: str, found: Figures) -> None:
    """What else there was to do: then times are longer than they need be."""
    cores = os.cpu_count() or 1
    share = {of: getattr(found, of) / found.seconds for of in ("cpu", "own_cpu", "others")}
    late = cuts(found.lags)
    say(
        f"{name}: {found.seconds:.0f} s; server {share['cpu']:.0%} of a core, phones"
        f" {share['own_cpu']:.0%}, everything else {share['others']:.0%} of {cores} cores;"
        f" phones woke up late by {late[0]:.1f} ms (p95 {late[1]:.1f})"
    )
    if share["others"] > BUSY * cores:
        say("  This machine was busy with other things. Repeat it when it is quiet.")
    if late[1] > LATE:
        say("  The phones' own process was late: the times above are too long.")


def _judge(ours: Figures, floor: Figures) -> bool:
    wrong = ours.troubles + floor.troubles
    troubles(wrong)
    missed = [
        name
        for name, met in (
            ("p95 of a save", cuts(ours.taps)[1] <= P95_RATIO * cuts(floor.taps)[1]),
            ("CPU a tap", ours.cpu_a_tap <= CPU_A_TAP),
            ("no answer lost", not ours.lost and not floor.lost),
            ("news in time", max(ours.starts + ours.reveals, default=0.0) <= NEWS),
            ("no trouble", not wrong),
        )
        if not met
    ]
    say(f"Missed: {', '.join(missed)}." if missed else "Every goal is met.")
    return not missed


def troubles(wrong: list[str]) -> None:
    for trouble in sorted(set(wrong)):
        say(f"{wrong.count(trouble)} x {trouble}")


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
