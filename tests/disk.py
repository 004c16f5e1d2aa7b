"""A really small disk for one program: it sees a file system of its own, which ends with it.

That takes root or a namespace of one's own; where the machine gives neither, `small()` is False.
"""

import os
import subprocess
from contextlib import suppress
from functools import cache
from pathlib import Path

SIZE = "2m"
ALONE = ("unshare", "--mount", *(() if os.geteuid() == 0 else ("--user", "--map-root-user")))
MOUNT = f'mount -t tmpfs -o size={SIZE} tmpfs "$0" && cp -a "$1/." "$0" && shift && exec "$@"'
BLOCK = 4096


def on_a_small_disk(folder: Path, filled_from: Path) -> tuple[str, ...]:
    """The words before a command for which `folder` is a small disk, with some files at first."""
    return (*ALONE, "sh", "-c", MOUNT, str(folder), str(filled_from))


@cache
def small() -> bool:
    """Whether this machine lets a test have a small disk."""
    with_one = (*ALONE, "sh", "-c", "mount -t tmpfs tmpfs /mnt")
    try:
        return subprocess.run(with_one, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False


def as_seen_by(pid: int, path: Path) -> Path:
    """Where a program's own file is found from outside of it."""
    return Path(f"/proc/{pid}/root{path}")


def fill(file: Path, leave: int) -> None:
    """Writes until the disk takes nothing more, and gives back so many blocks."""
    with file.open("wb", buffering=0) as filler:
        with suppress(OSError):  # that there is no room; a test that fills in vain sees it
            while filler.write(bytes(BLOCK)):
                pass
        filler.truncate(filler.tell() - leave * BLOCK)
