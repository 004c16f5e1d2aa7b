"""The installed program: this package holds what a clone holds, side by side."""

from importlib.metadata import version
from pathlib import Path

__path__[:] = [str(Path(__file__).parent / "esteem_match")]
__version__ = version("esteem-match")
