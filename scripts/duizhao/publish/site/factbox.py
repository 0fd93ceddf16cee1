"""What the report itself calls its fact boxes: the words of the profile's mark, without its brackets and its number."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from duizhao.errors import InputError
from duizhao.source.editions import find_profile
from duizhao.source.profile import load_profile

_FRAME = "【】[]（）()〔〕:： \t"


@cache
def factbox_label(root: str, language: str, otherwise: str) -> str:
    """The label of fact boxes in a language; `otherwise` if there is no profile, or no mark in it."""
    try:
        path = find_profile(Path(root), None)
        profile = load_profile(path, path.name)
    except InputError:
        return otherwise
    marks = (mark for each in profile.languages if each.code == language for _, mark in each.boxes)
    return next(marks, "").replace("{number}", "").strip(_FRAME) or otherwise
