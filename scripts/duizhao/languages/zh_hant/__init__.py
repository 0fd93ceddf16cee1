"""Chinese in traditional characters. What is not here is as in simplified ones (`zh`)."""

from duizhao.languages import Language

LANGUAGE = Language(
    script="han",
    names={"zh": "繁体中文", "zh_hant": "繁體中文", "en": "Traditional Chinese", "fr": "chinois traditionnel",
           "ar": "الصينية التقليدية"},
    quotes="「」『』“”‘’",
    typefaces=("Noto Serif CJK TC", "Source Han Serif TC", "Noto Serif TC", "Songti TC", "PMingLiU", "Noto Sans CJK TC",
               "Source Han Sans TC", "Noto Sans TC", "PingFang TC", "Microsoft JhengHei"),
    region="tw",
    characters="traditional",
)  # fmt: skip
