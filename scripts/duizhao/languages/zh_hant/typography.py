"""Typography of Chinese text in traditional characters: as in simplified ones, with other quotation marks."""

from collections.abc import Mapping
from functools import partial

from duizhao.languages.typography import Look
from duizhao.languages.zh import typography

RULES: Mapping[str, Look] = {**typography.RULES, "t-110": partial(typography.straight, double="「」", single="『』")}
