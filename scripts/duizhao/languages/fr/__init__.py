"""French."""

from duizhao.languages import Language

LANGUAGE = Language(script="latin", quotes="«»“”")
