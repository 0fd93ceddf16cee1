"""The program as it is run in a terminal.

Each command has a process of its own, forked from one that has read the program's modules: reading them takes longer
than most commands.
"""

from __future__ import annotations

import multiprocessing
import os
import pkgutil
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import duizhao.commands

_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(
    ["duizhao.cli", *(each.name for each in pkgutil.iter_modules(duizhao.commands.__path__, "duizhao.commands."))]
)


#: For how long a command may run, in seconds: one that runs longer has no end.
LONGEST = 300


@dataclass(frozen=True, slots=True)
class Printed:
    """What a command has printed, and its exit code."""

    stdout: str
    stderr: str
    returncode: int


def duizhao_in(folder: Path, *arguments: str, **environment: str) -> Printed:
    """Runs `duizhao` with the arguments in the folder, with these variables besides those of the tests."""
    settings = os.environ | {"COLUMNS": "100", "LC_ALL": "C.UTF-8"} | environment
    with tempfile.TemporaryDirectory() as kept:
        out, err = Path(kept) / "out", Path(kept) / "err"
        process = _FORKS.Process(target=_run, args=(arguments, folder, settings, out, err))
        process.start()
        process.join(LONGEST)
        if process.is_alive():
            process.kill()
            raise TimeoutError(f"duizhao {' '.join(arguments)}: still running after {LONGEST} s")
        assert process.exitcode is not None
        return Printed(out.read_text(encoding="utf-8"), err.read_text(encoding="utf-8"), process.exitcode)


def _run(arguments: tuple[str, ...], folder: Path, environment: Mapping[str, str], out: Path, err: Path) -> None:
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    for stream, number in ((out, 1), (err, 2)):
        with stream.open("wb") as file:
            os.dup2(file.fileno(), number)
    sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
    sys.stderr = os.fdopen(2, "w", encoding="utf-8", closefd=False)
    from duizhao.cli import main

    sys.exit(main(arguments))
