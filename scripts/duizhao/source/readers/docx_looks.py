"""What the looks of a Word document tell where no style does: its title, by its style or how big the first page's
paragraphs are set, and its headings, short lines set bigger or bolder than its text."""

from collections import Counter
from collections.abc import Iterator, Sequence

from lxml import etree

from duizhao.languages.script import HAN_LETTER
from duizhao.source.readers.docx_runs import letters, style_of
from duizhao.source.readers.docx_styles import Styles, W, is_on, value_of
from duizhao.source.readers.title_lines import most_of
from duizhao.source.repairs.contents_list import PAGE_NUMBER
from duizhao.source.repairs.ends import TERMINALS, reads_as_heading


def styled_title(body: etree._Element, styles: Styles) -> str:
    """What the first paragraph in the style of titles says, wherever it stands: on covers made from templates it is in
    a text box or a table. Empty if there is none."""
    titles = (each for each in body.iter(f"{W}p") if styles.names(style_of(each))[:1] == ["title"])
    return next((said for each in titles if (said := " ".join("".join(letters(each)).split()))), "")


def first_page(body: etree._Element, styles: Styles) -> Iterator[tuple[float, str, etree._Element]]:
    """The paragraphs with text before the first heading and the first page's end: the size of most of their letters in
    half points, their text, and they."""
    some = False
    for paragraph in body.iterfind(f"{W}p"):
        style = style_of(paragraph)
        if styles.outline(paragraph, style):
            return
        if (text := "".join(letters(paragraph))).strip():
            some = True
            yield size_of(paragraph, styles, style), text, paragraph
        if some and any(each.get(f"{W}type") == "page" for each in paragraph.iter(f"{W}br")):
            return


def size_of(paragraph: etree._Element, styles: Styles, style: str) -> float:
    """How big most of a paragraph's letters are, in half points."""
    inherited = next((each.size for each in styles.chain(style) if each.size), 0) or styles.size
    own = ((value_of(run.find(f"{W}rPr/{W}sz")), "".join(letters(run)).strip()) for run in paragraph.iter(f"{W}r"))
    return most_of(((int(size) if size.isdigit() else inherited, len(text)) for size, text in own), inherited)


#: So many there are at least; none is longer, in characters, with Han and without; and there are so many levels at
#: most: who sets lines by hand in more ways than that tells nothing by it.
_FEWEST, _LONGEST, _LEVELS = 3, {True: 40, False: 100}, 4
#: So many characters are a sentence, however they end.
_SENTENCE = 100

#: How a line is set: its size in half points, and whether it is bold.
_Look = tuple[float, bool]


def looked_headings(body: etree._Element, styles: Styles, title: Sequence[etree._Element]) -> dict[etree._Element, int]:
    """The paragraphs that are headings by their look, and how deep each is, from 1; none where a style tells some.

    What stands below one up to the next that is no smaller has a sentence in it, or a table: lines of a title page and
    the name of a contents list do not.
    """
    blocks = [each for each in body if each.tag in (f"{W}p", f"{W}tbl")]
    words = {each: "".join(letters(each)).strip() for each in blocks if each.tag == f"{W}p"}
    if any(styles.outline(each, style_of(each)) for each in words if each not in title):
        return {}
    looks = {each: (size_of(each, styles, style_of(each)), _is_bold(each, styles)) for each, text in words.items()}
    counts: Counter[_Look] = Counter()
    for each, text in words.items():
        counts[looks[each]] += len(text)
    usual = counts.most_common(1)[0][0] if counts else (0, False)
    found = {
        each: looks[each]
        for each, text in words.items()
        if _stands_out(looks[each], usual) and _may_be_one(text) and each not in title
    }
    _without_empty(found, words, blocks)
    ranks = sorted(set(found.values()), reverse=True)
    if len(found) < _FEWEST or len(ranks) > _LEVELS:
        return {}
    return {each: ranks.index(look) + 1 for each, look in found.items()}


def _stands_out(look: _Look, usual: _Look) -> bool:
    return look > usual and look[0] >= usual[0]


def _may_be_one(text: str) -> bool:
    longest = _LONGEST[bool(HAN_LETTER.search(text))]
    return 0 < len(text) <= longest and reads_as_heading(text) and not PAGE_NUMBER.search(text)


def _is_bold(paragraph: etree._Element, styles: Styles) -> bool:
    """Whether all words of a paragraph are bold."""
    said = []
    by_style = any(each.strong for each in styles.chain(style_of(paragraph)))
    for run in paragraph.iter(f"{W}r"):
        if any(map(str.strip, letters(run))):
            own = run.find(f"{W}rPr/{W}b")
            said.append(is_on(own) if own is not None else by_style)
    return bool(said) and all(said)


def _without_empty(
    found: dict[etree._Element, _Look], words: dict[etree._Element, str], blocks: Sequence[etree._Element]
) -> None:
    """Takes those out below which no sentence and no table stands, before the next that is no smaller."""
    text = False  # whether there is some behind
    biggest: _Look = (0, False)  # the biggest line before it
    for each in reversed(blocks):
        if each in found and text and found[each] > biggest:
            biggest = found[each]
            continue
        found.pop(each, None)
        if each not in words or words[each][-1:] in TERMINALS or len(words[each]) > _SENTENCE:
            text, biggest = True, (0, False)
