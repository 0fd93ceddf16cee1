"""Chinese text without the spaces that extraction and typesetting leave next to its characters."""

from msgspec import Struct
from msgspec.structs import replace

from duizhao.languages.quantity import Quantity
from duizhao.patterns import compiled

_HAN = "\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff01-\uffef“”‘’"
_BESIDE = compiled(rf"[{_HAN}]")
_SPACE = compiled(r"\s+")
#: Numerals as they stand on cheques.
_FORMAL = compiled("(?:[壹贰叁肆伍陆柒捌玖][拾佰仟万亿]+零?)+[壹贰叁肆伍陆柒捌玖]?")
_PLAIN = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")
#: Full-width forms as their ASCII counterparts; the ideographic comma and full stop keep their own.
_ASCII = {code: code - 0xFEE0 for code in range(0xFF10, 0xFF5B) if chr(code - 0xFEE0).isalnum()} | {
    ord("％"): "%",
    ord("＄"): "$",
    ord("．"): ".",
    ord("＞"): ">",
    ord("＜"): "<",
    ord("＋"): "+",
}


class Squeezed(Struct, frozen=True):
    """The text to search, and for each of its characters the offset it has in the original."""

    text: str
    original: str
    offsets: tuple[int, ...]

    def restore(self, quantity: Quantity) -> Quantity:
        """A quantity of the squeezed text as one of the original."""
        start = self.offsets[quantity.start]
        end = self.offsets[quantity.end - 1] + 1
        return replace(quantity, start=start, end=end, surface=self.original[start:end])


def squeeze(text: str) -> Squeezed:
    """Takes out the white space next to Chinese characters, and makes full-width digits and letters plain."""
    offsets: list[int] = []
    at = 0
    for match in _SPACE.finditer(text):
        if not (_BESIDE.match(text, max(0, match.start() - 1)) or _BESIDE.match(text, match.end())):
            continue
        offsets += range(at, match.start())
        at = match.end()
    offsets += range(at, len(text))
    plain = "".join(text[offset] for offset in offsets).translate(_ASCII)
    return Squeezed(_FORMAL.sub(lambda match: match[0].translate(_PLAIN), plain), text, tuple(offsets))
