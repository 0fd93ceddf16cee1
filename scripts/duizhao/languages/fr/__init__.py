"""French."""

from duizhao.languages import Language

LANGUAGE = Language(script="latin", names={"zh": "法文"}, quotes="«»“”", spaces="\u00a0\u202f")
