"""What the report itself calls its boxes: the words of the profile's mark, without its brackets and its number."""

from duizhao.document.boxes import box_words
from duizhao.errors import InputError
from duizhao.project import Project, derived
from duizhao.source.editions import languages_of, only_profile

_FRAME = "【】[]（）()〔〕:： \t"


@derived
def box_labels(project: Project, language: str) -> dict[str, str]:
    """What the boxes of each kind are called in a language; the language's own word where there is no profile, or no
    mark in it."""
    try:
        languages = languages_of(project, only_profile(project))
    except InputError:
        languages = ()
    own = {
        kind: mark.replace("{number}", "").strip(_FRAME)
        for each in languages
        if each.code == language
        for kind, mark in each.boxes
    }
    return {kind: own.get(kind) or words.label for kind, words in box_words(language).items()}
