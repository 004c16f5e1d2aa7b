"""The command that runs the pages and their server."""

import runpy
import sys
from typing import Annotated

import typer

from esteem_match import resources


def serve(
    address: Annotated[
        str, typer.Option(help="0.0.0.0 opens it to other machines on the same network.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535)] = 8501,
    hosts: Annotated[
        list[str] | None,
        typer.Option("--host", help="A name by which people reach it; may come again."),
    ] = None,
) -> None:
    """Runs ESTEEM Match, for this machine only unless it is told otherwise. Ctrl-C ends it.

    What is kept appears in data/, in the folder in which you start it.
    """
    names = hosts or ["localhost", "127.0.0.1"]
    options = [f"--server.address={address}", f"--server.port={port}"]
    options += [part for name in names for part in ("--server.allowedHosts", name)]
    sys.argv = ["streamlit", "run", str(resources.ROOT / "app.py"), *options]
    runpy.run_module("streamlit", run_name="__main__", alter_sys=True)
