"""The number of an article in a Chinese law."""

from duizhao.patterns import compiled

#: At a text's beginning, with white space behind it, which parts the number from the article.
ARTICLE = compiled(r"第(?:[〇零一二三四五六七八九十百千]{1,7}|\d{1,4})[条款](?:之[一二三四五六七八九十]{1,3})?(?=\s)")
