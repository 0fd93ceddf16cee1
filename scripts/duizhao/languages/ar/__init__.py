"""Arabic."""

from duizhao.languages import Language

LANGUAGE = Language(
    script="arabic",
    quotes="«»“”",
    typefaces=("Noto Naskh Arabic", "Amiri", "Scheherazade New", "Geeza Pro", "Traditional Arabic", "Noto Sans Arabic",
               "DejaVu Sans"),
)  # fmt: skip
