"""When Python looks for objects that nothing leads to any more."""

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager

# At its end the system takes all back at once; to look through it first would take a tenth of the time of a build.
atexit.register(gc.freeze)


@contextmanager
def uncollected() -> Iterator[None]:
    """Has Python not look for such objects: what keeps nearly all it makes, and ends soon, spends a tenth of its time
    and more on looking."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            # What was made counts as old, so that it is not looked through at once.
            gc.freeze()
            gc.unfreeze()
            gc.enable()
