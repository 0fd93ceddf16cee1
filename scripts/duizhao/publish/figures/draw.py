"""Draws a figure's data as SVG: the geometry is pygal's, the elements are few and carry classes, not colours.

Text is text, in the page's own fonts; colours come from the page's style sheet, light or dark. Each panel is drawn
twice, for a wide and for a narrow place, so that the type stays readable on a phone; the style sheet shows one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from math import ceil
from typing import TYPE_CHECKING, Any, Literal
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from msgspec import Struct

from duizhao.document.figures.data import FigureData, Series

if TYPE_CHECKING:
    from pygal.graph.graph import Graph

#: A place's width and its type size, in the units of the drawing: pixels, when it is shown in its own size.
PLACES: dict[Literal["wide", "narrow"], tuple[int, int]] = {"wide": (640, 14), "narrow": (340, 13)}

_MARGIN = 12
_LETTER = re.compile(r"[^\W\d_]")
_NUMBER = re.compile(r"-?[0-9]+\.[0-9]+")
_NUMBERS = re.compile(r"-?[0-9.]+")
_KEPT = {"g", "path", "rect", "circle", "line", "text"}
_ATTRIBUTES = ("x", "y", "x1", "x2", "y1", "y2", "width", "height", "cx", "cy", "r", "d", "transform")
# Groups of pygal's that hold what a script of its own would show, and backgrounds.
_DROPPED = ("tooltip-overlay", "background", "titles")


class Panel(Struct, frozen=True):
    """The series of one unit, which share an axis; `first` is the number of the first of them in the figure."""

    unit: str
    first: int
    series: tuple[Series, ...]


class Drawing(Struct, frozen=True):
    """A panel as an `<svg>` without a name; the caller gives it its `<title>` and `<desc>`.

    `plot`: where the values stand in it: x, y, width, height. `sideways`: the rows go down, not across.
    """

    svg: Element
    plot: tuple[float, float, float, float]
    sideways: bool


def panels(data: FigureData) -> tuple[Panel, ...]:
    """The panels of a figure: a second unit gets an axis of its own, never a second scale beside the first."""
    units = list(dict.fromkeys(series.unit for series in data.series))
    found = []
    number = 1
    for unit in units:
        series = tuple(series for series in data.series if series.unit == unit)
        found.append(Panel(unit, number, series))
        number += len(series)
    return tuple(found)


def draw(data: FigureData, panel: Panel, place: Literal["wide", "narrow"]) -> Drawing:
    """Draws a panel for a place."""
    across, size = PLACES[place]
    graph = _graph(data, panel, across, size)
    drawn = ElementTree.fromstring(graph.render(is_unicode=True))
    svg = Element("svg", {"class": place, "viewBox": drawn.get("viewBox", ""), "role": "img"})
    for child in drawn:
        if (kept := _cleaned(child, panel.first)) is not None:
            svg.append(kept)
    return Drawing(svg, _plot(drawn), "horizontal" in _kind(drawn))


def _kind(drawn: Element) -> str:
    return next(kind for group in drawn.iter() if "graph" in (kind := group.get("class", "")).split())


def _plot(drawn: Element) -> tuple[float, float, float, float]:
    """Where pygal's axes begin, and how far they go."""
    plot = next(group for group in drawn.iter() if group.get("class") == "plot")
    x, y = (float(number) for number in _NUMBERS.findall(plot.get("transform", ""))[:2])
    ground = next(each for each in plot if each.get("class") == "background")
    return x, y, float(ground.get("width", 0)), float(ground.get("height", 0))


def _graph(data: FigureData, panel: Panel, across: int, size: int) -> Graph:
    """The pygal graph of a panel, set up for its place."""
    import pygal
    from pygal.style import Style

    labels = list(data.rows)
    values = [value for series in panel.series for value in series.values if value is not None]
    axis = max(width(_axis_label(value), size) for value in values) + 30
    slot = (across - axis - 2 * _MARGIN) / len(labels)
    every = max(1, ceil((max(width(label, size) for label in labels) + size / 2) / slot))
    in_words = any(_LETTER.search(label) for label in labels)
    # Every bar keeps its name: where names do not fit below the bars, the bars lie on their side.
    horizontal = data.chart == "bars" and every > 1 and in_words
    settings: dict[str, Any] = {
        "width": across,
        "height": round(across * 0.5 + 40),
        "margin": _MARGIN,
        "style": Style(label_font_size=size, major_label_font_size=size, value_font_size=size - 1),
        "js": [],
        "css": [],
        "no_prefix": True,
        "disable_xml_declaration": True,
        "show_legend": False,
        "show_x_guides": False,
        "min_scale": 3,
        "max_scale": 4 if across < 400 else 6,
        "value_formatter": _axis_label,
        "truncate_label": -1,  # we do it, since pygal takes every character for a Latin one
        "allow_interruptions": True,
        "dots_size": 3,
    }
    if horizontal:
        room = across * 0.45
        labels = [shortened(label, room, size) for label in labels]
        settings["margin_left"] = (
            _MARGIN + max(width(t, size) for t in labels) - max(len(t) for t in labels) * size * 0.6
        )
        # The number at the end of the axis stands half outside.
        settings["margin_right"] = _MARGIN + max(width(_axis_label(value), size) for value in values) / 2
        settings["height"] = 60 + len(labels) * (14 + (size + 5) * len(panel.series))
        settings["max_scale"] = 3 if across < 400 else 6
        graph = pygal.HorizontalBar(**settings)
        labels.reverse()
    elif data.chart == "bars":
        graph = pygal.Bar(**settings)
    else:
        graph = pygal.Line(**settings)
    graph.x_labels = labels
    if every > 1 and not horizontal:
        graph.x_labels_major_every = every
        graph.show_minor_x_labels = False
    if data.chart == "bars" and not horizontal:
        widest = max(width(shown(value), size - 1) for value in values)
        if slot * 0.8 / len(panel.series) >= widest:
            graph.print_values, graph.print_values_position = True, "top"
    for series in panel.series:
        numbers = [None if value is None else float(value) for value in series.values]
        told = ["" if value is None else shown(value) for value in series.values]
        points = [
            None if n is None else {"value": n, "formatter": _says(t)} for n, t in zip(numbers, told, strict=True)
        ]
        graph.add(series.name, points[::-1] if horizontal else points)
    return graph


def _says(text: str) -> Any:
    return lambda _: text


def _axis_label(value: float | Decimal) -> str:
    """A number at an axis: as short as it can be said."""
    return shown(Decimal(repr(round(float(value), 10))).normalize() + 0)


def shortened(text: str, room: float, size: float) -> str:
    """The text, or as much of it as there is room for; the table has it whole."""
    if width(text, size) <= room:
        return text
    while text and width(text + "…", size) > room:
        text = text[:-1]
    return text.rstrip() + "…"


def _cleaned(node: Element, first: int, axis: tuple[str, ...] = ()) -> Element | None:
    """What the page needs of an element of pygal's: geometry, text and a few classes; None for the rest."""
    tag = str(node.tag).split("}")[-1]
    names = (node.get("class") or "").split()
    if tag not in _KEPT or any(name in _DROPPED for name in names):
        return None
    if tag == "g" and "axis" in names:
        axis = tuple(names)
    if "guide" in names and "always_show" not in axis:
        return None  # lines from the names of the bars upwards say nothing
    result = Element(tag)
    if kept := _classes(names, first):
        result.set("class", kept)
    for name in _ATTRIBUTES:
        if (value := node.get(name)) is not None:
            result.set(name, _NUMBER.sub(lambda match: f"{float(match[0]):.1f}".removesuffix(".0"), value))
    if tag == "text":
        if not (node.text or "").strip():
            return None
        result.text = node.text
        result.set("text-anchor", "end" if "y" in axis else "middle")
        return result
    for child in node:
        if (inner := _cleaned(child, first, axis)) is not None:
            result.append(inner)
    return None if tag == "g" and not len(result) else result


def _classes(names: Sequence[str], first: int) -> str:
    kept = [name for name in names if name in ("axis", "line", "guide", "major", "dot", "rect", "text-overlay")]
    for name in names:
        if match := re.fullmatch(r"serie-(\d+)", name):
            kept.append(f"series series-{first + int(match[1])}")
    return " ".join(kept)


# Widths in parts of the type size: a Han character is square, others are about so wide in the common typefaces.
_WIDE, _NARROW = 1.0, 0.6


def shown(value: Decimal) -> str:
    """A number with commas between thousands, and the decimals it was written with.

    >>> shown(Decimal("-1234.50"))
    '−1,234.50'
    """
    return f"{value:,f}".replace("-", "\u2212")


def width(text: str, size: float) -> float:
    """About how wide a text is at a type size, in the same unit."""
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    return (wide * _WIDE + (len(text) - wide) * _NARROW) * size
