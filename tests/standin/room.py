"""The one room of the stand-in, shared by its server and its page."""

TAG = "ab" * 8
NUMBERS = {"beat": 1, "joined": 0, "finished": 0}
COUNTS = {"asked": 0, "runs": 0}
