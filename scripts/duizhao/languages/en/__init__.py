"""English."""

from duizhao.languages import Language

#: Words in a minute: the average of adults reading non-fiction silently (Brysbaert, "How many words do we read per
#: minute?", Journal of Memory and Language 109, 2019, 104047).
LANGUAGE = Language(script="latin", names={"zh": "英文", "en": "English"}, quotes="“”「」『』", words_per_minute=238)
