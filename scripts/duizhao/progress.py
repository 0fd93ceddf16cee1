"""A progress bar for what takes longer than anyone likes to wait without a sign."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

_T = TypeVar("_T")


def with_progress(steps: Sequence[_T], said: Callable[[_T], str]) -> Iterator[_T]:
    """Passes the steps on, with a progress bar on a terminal that shows what is `said` of each; quiet elsewhere."""
    if not steps or not sys.stderr.isatty() or os.environ.get("CI"):
        yield from steps
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=len(steps))
        for step in steps:
            progress.update(task, description=said(step))
            yield step
            progress.advance(task)
