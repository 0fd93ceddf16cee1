"""What the report itself calls its fact boxes: the words of the profile's mark, without its brackets and its number."""

from __future__ import annotations

from duizhao.errors import InputError
from duizhao.project import Project, derived
from duizhao.source.editions import languages_of, only_profile

_FRAME = "【】[]（）()〔〕:： \t"


@derived
def factbox_label(project: Project, language: str, otherwise: str) -> str:
    """The label of fact boxes in a language; `otherwise` if there is no profile, or no mark in it."""
    try:
        languages = languages_of(project, only_profile(project))
    except InputError:
        return otherwise
    marks = (mark for each in languages if each.code == language for _, mark in each.boxes)
    return next(marks, "").replace("{number}", "").strip(_FRAME) or otherwise
