"""What the labels of headings and captions are made of in Chinese reports, and the number of an article."""

from duizhao.patterns import compiled

_NUMERAL = r"(?:\d{1,3}|[〇零一二两三四五六七八九十百]{1,6})"
_NUMBER = r"[A-Z]?\d{1,3}(?:\s*[.．\-–—]\s*\d{1,3})*"

#: What holds several chapters.
PART = compiled(rf"第\s*{_NUMERAL}\s*(?:部分|编|篇|卷)|[上中下][编篇卷]")
#: The label of a heading that is numbered.
NUMBERED = compiled(
    rf"第\s*{_NUMERAL}\s*[章节条]|[（(]{_NUMERAL}[）)]|{_NUMERAL}[、．.](?!\d)"
    r"|\d{1,3}(?:[.．]\d{1,3})+[.．]?|\d{1,3}\s"
)
#: The label of a table's caption, that of a figure's, and how a line on data or a note below it begins.
TABLE = compiled(rf"(?:附?表格?|专表)\s*{_NUMBER}|表[一二三四五六七八九十]{{1,3}}(?=[\s：:])")
FIGURE = compiled(rf"(?:附?图|图表|地图)\s*(?P<number>{_NUMBER})")
SOURCE = compiled(r"[（(]?\s*(?:(?:资料|数据|图片)?来源|注释?\s*\d{0,2}|说明)\s*[：:]")
#: The line above a table on what its values are counted in.
UNIT = compiled(r"[（(]?\s*(?:计量|货币)?单位\s*[：:]")
#: A line between two parts of a table.
CONTINUED = compiled(r"续\s*表.*|.*[（(]\s*续表?\s*[）)]")
#: A line that says that a box ends.
BOX_END = compiled(
    r"[（(【\[—–-]*\s*(?:专栏|资料框|框|案例)\s*\d{0,3}(?:[.．-]\d{1,3})?\s*(?:完|结束|止)\s*[）)】\]—–-]*"
)
#: The heading of a contents list, or of a list of figures or tables; in traditional characters, too.
_LISTED = r"(?:[插附]?[图圖]表?|附?表格?|[图圖]片|专栏|專欄)"
CONTENTS = compiled(rf"{_LISTED}?\s*目\s*[录錄次]|{_LISTED}\s*(?:清[单單]|索引|一[览覽]表?)")


#: At a text's beginning, with white space behind it, which parts the number from the article.
ARTICLE = compiled(r"第(?:[〇零一二三四五六七八九十百千]{1,7}|\d{1,4})[条款](?:之[一二三四五六七八九十]{1,3})?(?=\s)")
