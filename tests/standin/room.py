"""The one room of the stand-in, shared by its server and its page."""

TAG = "ab" * 8
NUMBERS = {"revision": 1, "joined": 0, "finished": 0, "wall": 0, "hosts": 1}
COUNTS = {"asked": 0, "runs": 0, "presses": 0, "sent": 0}


def told() -> dict[str, int]:
    """What is told of it to those who wait."""
    return {name: NUMBERS[name] for name in ("revision", "joined", "finished", "wall")}
