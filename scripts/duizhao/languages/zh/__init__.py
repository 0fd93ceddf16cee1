"""Chinese."""

from duizhao.languages import Language

#: Characters in a minute: above the 255 of adults reading aloud (Trauzettel-Klosinski and Dietz, "Standardized
#: assessment of reading performance", IOVS 53, 2012), since silent reading is faster, as it is in English.
LANGUAGE = Language(
    tag="zh-Hans",
    script="han",
    names={"zh": "中文", "en": "Chinese"},
    quotes="“”「」『』‘’",
    han_per_minute=300,
    region="cn",
    characters="simplified",
)
