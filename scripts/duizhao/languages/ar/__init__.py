"""Arabic."""

from duizhao.languages import Language

LANGUAGE = Language(script="arabic", quotes="«»“”")
