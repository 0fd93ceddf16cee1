"""Arabic."""

from duizhao.languages import Language

LANGUAGE = Language(
    script="arabic",
    names={"zh": "阿拉伯文"},
    quotes="«»“””“",
    typefaces=("Noto Naskh Arabic", "Amiri", "Scheherazade New", "Geeza Pro", "Traditional Arabic", "Noto Sans Arabic",
               "DejaVu Sans"),
)  # fmt: skip
