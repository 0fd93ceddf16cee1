"""How far a page has been read: what its front matter says under `proofread`.

proofread: proofread           # or converted (also if nothing is said), or validated

proofread:
  state: validated
  by: [first reader, second reader]
"""

from typing import Any, Literal, get_args

from msgspec import Struct

State = Literal["converted", "proofread", "validated"]

#: From the least to the most read: as the program made it; read once against the source; read by a second person, too.
STATES: tuple[State, ...] = get_args(State)


class Proofreading(Struct, frozen=True):
    """A page's state, and who read it, in order; no names if they did not want to be named."""

    state: State = "converted"
    by: tuple[str, ...] = ()


def proofreading(front: dict[str, Any]) -> Proofreading:
    """What a page's front matter says.

    Raises:
        ValueError: it says something else; the message is `state`, `by` or `second`, for what is wrong.
    """
    said = front.get("proofread")
    if said is None:
        return Proofreading()
    if isinstance(said, str):
        said = {"state": said}
    if not isinstance(said, dict) or said.get("state") not in STATES or set(said) - {"state", "by"}:
        raise ValueError("state")
    by = said.get("by", [])
    names = [by] if isinstance(by, str) else by
    if not isinstance(names, list) or not all(isinstance(name, str) and name.strip() for name in names):
        raise ValueError("by")
    state: State = said["state"]
    if state == "validated" and names and len(set(names)) < 2:
        raise ValueError("second")
    return Proofreading(state, tuple(names))


def proofreading_or_none(front: dict[str, Any]) -> Proofreading | None:
    """The same, None if what the front matter says is wrong: for who only shows it."""
    try:
        return proofreading(front)
    except ValueError:
        return None
