"""The weight of letters whose font has no name: how black they are, beside the same letter elsewhere in the file."""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from statistics import median

import pypdfium2 as pdfium

from duizhao.source.readers.pdf.model import Letter, Page

#: Pixels to a point. A bold letter is so much blacker than it is at other places.
_SCALE, _BLACKER = 2, 1.25

#: A letter by its place among those of its page.
_Place = tuple[int, int]


class Weights:
    """How black the letters without a font's name are; browsers print Han so."""

    def __init__(self) -> None:
        self._ink: dict[_Place, float] = {}

    def add(self, source: pdfium.PdfPage, page: Page, nameless: Sequence[int]) -> None:
        """Measures some of a page's letters, which are dark, by their place among all."""
        if not nameless:
            return
        picture = source.render(scale=_SCALE, grayscale=True).to_pil().convert("L")
        for index in nameless:
            letter = page.letters[index]
            left, right, top, bottom = (
                int(_SCALE * each)
                for each in (letter.left, letter.right, letter.base - letter.size, letter.base + 0.25 * letter.size)
            )
            counts = picture.crop((left, top, right + 1, bottom + 1)).histogram()
            ground = max((shade for shade, count in enumerate(counts) if count), default=0)
            ink = sum((ground - shade) * count for shade, count in enumerate(counts[:ground]))
            self._ink[page.number, index] = ink / max(ground * (letter.size * _SCALE) ** 2, 1)

    def settle(self, pages: Sequence[Page]) -> None:
        """Makes those letters bold that are blacker than they usually are in the text."""
        letters = {place: pages[place[0]].letters[place[1]] for place in self._ink}
        sizes = Counter(round(letter.size) for letter in letters.values())
        inks: dict[str, list[float]] = {}
        for place, letter in letters.items():
            if round(letter.size) == sizes.most_common(1)[0][0]:
                inks.setdefault(letter.text, []).append(self._ink[place])
        usual = {text: median(own) for text, own in inks.items()}
        # What stands in headings alone is as black as other letters.
        other = median([ink for text, own in inks.items() if text.isalpha() for ink in own] or [1.0])
        for _, run in groupby(letters, key=lambda each: _line(each[0], letters[each])):
            own = list(run)
            wanted = [usual.get(letters[place].text, other) for place in own]
            whole = sum(self._ink[place] for place in own) > _BLACKER * sum(wanted)
            for (number, index), one in zip(own, wanted, strict=True):
                bold = whole or (letters[number, index].text in usual and self._ink[number, index] > _BLACKER * one)
                pages[number].letters[index] = letters[number, index]._replace(bold=bold)


def _line(page: int, letter: Letter) -> tuple[int, float, float]:
    return page, round(letter.base, 1), round(letter.size, 1)
