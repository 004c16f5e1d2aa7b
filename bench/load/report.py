"""The figures in words: the program beside both floors, and beside its goals."""

import os
import sys
from collections.abc import Sequence

from bench.load.figures import Figures, cuts

P95_RATIO = 2.0
CPU_A_TAP = 8.0
NEWS = 2000.0
SEEN = 1000.0
LATE = 5.0
BUSY = 0.2
ROW = "{:<36} {:>10} {:>10} {:>7} {:>10}   {}"


def show(ours: Figures, floor: Figures, least: Figures) -> bool:
    """Prints all of it. True where every goal is met and nothing went wrong."""
    runs = (ours, floor, least)
    say(ROW.format("", "program", "floor", "ratio", "streamlit", "goal"))
    p95 = {"p95": f"ratio {P95_RATIO:.0f}"}
    _times("tap -> acknowledged save", [run.taps for run in runs], p95)
    _times("next part seen", [run.seen for run in runs])
    _times("first page", [run.opens for run in runs])
    _row("server CPU a tap, ms", [run.cpu_a_tap for run in runs], f"{CPU_A_TAP:.0f} ms")
    _row("  of a hundred taps, page turns", [run.turns for run in runs])
    _row("server memory a session, MB", [run.memory_a_session for run in runs])
    say(ROW.format("answers acknowledged", ours.answers, floor.answers, "", least.answers, ""))
    say(ROW.format("  of them lost", ours.lost, floor.lost, "", least.lost, "0"))
    _crowd("all join -> their code seen", ours.joins)
    _crowd("page run, which nobody waits for", ours.arrivals)
    _crowd("all finish -> what is next seen", ours.finishes)
    _crowd("page run, which nobody waits for", ours.runs)
    _news("start -> on every phone", ours.starts)
    _news("reveal -> on every phone", ours.reveals)
    for name, run in zip(("program", "floor", "streamlit"), runs, strict=True):
        _state(name, run)
    return _judge(*runs)


def _times(name: str, runs: list[list[float]], goals: dict[str, str] | None = None) -> None:
    found = zip(*map(cuts, runs), strict=True)
    for cut, times in zip(("median", "p95", "p99"), found, strict=True):
        _row(f"{name}, {cut}, ms", times, (goals or {}).get(cut, ""))


def _row(name: str, found: Sequence[float], goal: str = "") -> None:
    ours, floor, least = found
    ratio = f"{ours / floor:.2f}" if floor else ""
    say(ROW.format(name, f"{ours:.2f}", f"{floor:.2f}", ratio, f"{least:.2f}", goal))


def _news(name: str, times: list[float]) -> None:
    if times:
        middle, last = cuts(times)[0], max(times)
        say(f"{name}: median {middle:.0f} ms, last {last:.0f} ms (goal {NEWS:.0f} ms)")


def _crowd(name: str, times: list[float]) -> None:
    if times:
        middle, late, _ = cuts(times)
        say(f"{name}: median {middle:.0f} ms, p95 {late:.0f}, last {max(times):.0f} ms")


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


def _judge(ours: Figures, floor: Figures, least: Figures) -> bool:
    wrong = ours.troubles + floor.troubles + least.troubles
    troubles(wrong)
    missed = [
        name
        for name, met in (
            ("p95 of a save", cuts(ours.taps)[1] <= P95_RATIO * cuts(floor.taps)[1]),
            ("CPU a tap", ours.cpu_a_tap <= CPU_A_TAP),
            ("no answer lost", not ours.lost and not floor.lost and not least.lost),
            ("code seen when all join", _late(ours.joins) <= SEEN),
            ("next seen when all finish", _late(ours.finishes) <= SEEN),
            ("news in time", max(ours.starts + ours.reveals, default=0.0) <= NEWS),
            ("no trouble", not wrong),
        )
        if not met
    ]
    say(f"Missed: {', '.join(missed)}." if missed else "Every goal is met.")
    return not missed


def _late(times: list[float]) -> float:
    """The p95; 0 where nobody was in a crowd."""
    return cuts(times)[1] if len(times) > 1 else 0.0


def troubles(wrong: list[str]) -> None:
    for trouble in sorted(set(wrong)):
        say(f"{wrong.count(trouble)} x {trouble}")


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
