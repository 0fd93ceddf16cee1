"""Radicals as characters of their own, which a PDF's fonts leave where an ideograph was meant: `⽔` for `水`."""

import unicodedata

#: The ideographs of U+2E81 to U+2EF3 in order, as Unicode's EquivalentUnifiedIdeograph.txt has them; U+2E9A is none.
_SUPPLEMENT = (
    "厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵旡日月歺母民氵氺灬爫爫丬牛犭王"
    "𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長"
    "镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟"
)
#: Each radical's code and the ideograph that looks the same. Those of U+2F00 to U+2FD5 have it as their normal form.
IDEOGRAPHS = dict(zip((code for code in range(0x2E81, 0x2EF4) if code != 0x2E9A), _SUPPLEMENT, strict=True)) | {
    code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)
}
