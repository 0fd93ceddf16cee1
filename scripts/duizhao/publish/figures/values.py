"""The values of a drawing, each row's to point at: over the drawing, for a pointer, a finger and the keyboard.

What is shown is shown by the style sheet alone: no script has to run.
"""

from collections.abc import Callable, Sequence
from typing import Literal
from xml.etree.ElementTree import Element, SubElement

from duizhao.publish.figures.draw import PLACES, Drawing, shortened, width

#: pygal leaves so much of the plot free at each end, of its length.
_FREE = 0.02
#: Around the words, between their lines (in their size), and what a label keeps off the drawing's edge.
_INSET, _LINE, _EDGE = 8, 1.45, 2

Box = tuple[float, float, float, float]


def bands(rows: int, drawing: Drawing, *, points: bool) -> list[Box]:
    """The part of the plot that is each row's: x, y, width, height. `points`: the first and the last row stand at the
    ends of the plot, as those of lines do."""
    x, y, across, down = drawing.plot
    length = down if drawing.sideways else across
    unit = length / (1 + 2 * _FREE)
    step = unit / max(rows - 1, 1) if points else unit / rows
    first = _FREE * unit - step / 2 if points and rows > 1 else _FREE * unit
    found = []
    for row in range(rows):
        begin, end = max(first + row * step, 0), min(first + (row + 1) * step, length)
        found.append((x, y + begin, across, end - begin) if drawing.sideways else (x + begin, y, end - begin, down))
    return found


def values(
    rows: Sequence[str], drawing: Drawing, place: Literal["wide", "narrow"], lines: Callable[[int], Sequence[str]],
    *, name: str, points: bool, between: str,
) -> Element:  # fmt: skip
    """What lies over a drawing: a band for each row, and what is shown of it; `lines`: what is said of a row below its
    name."""
    overlay = Element(
        "svg",
        {"class": "chart-values", "viewBox": drawing.svg.get("viewBox", ""), "role": "group", "aria-label": name},
    )
    for index, (row, box) in enumerate(zip(rows, bands(len(rows), drawing, points=points), strict=True)):
        told = [row, *lines(index)]
        band = SubElement(
            overlay,
            "g",
            {"class": "chart-value", "tabindex": "0", "role": "img", "aria-label": between.join(told)},
        )
        SubElement(band, "rect", _placed(box))
        band.append(_label(told, box, drawing, place))
    return overlay


def _label(told: Sequence[str], box: Box, drawing: Drawing, place: Literal["wide", "narrow"]) -> Element:
    """The words on a ground of their own, in the drawing."""
    across, size = PLACES[place]
    room = across - 2 * (_INSET + _EDGE)
    lines = [shortened(line, room, size) for line in told]
    wide = max(width(line, size) for line in lines) + 2 * _INSET
    high = len(lines) * size * _LINE + _INSET
    left = min(max(box[0] + box[2] / 2 - wide / 2, _EDGE), across - wide - _EDGE)
    top = box[1]
    if drawing.sideways:
        top = box[1] - high if box[1] - high >= 0 else box[1] + box[3]
    label = Element("g", {"class": "chart-label", "aria-hidden": "true"})
    SubElement(label, "rect", _placed((left, top, wide, high)))
    for number, line in enumerate(lines, 1):
        at = {"x": f"{left + _INSET:.1f}", "y": f"{top + number * size * _LINE:.1f}"}
        SubElement(label, "text", at).text = line
    return label


def _placed(box: Box) -> dict[str, str]:
    return {name: f"{value:.1f}" for name, value in zip(("x", "y", "width", "height"), box, strict=True)}
