"""A figure from data as HTML elements: the drawing, whose data it shows, and the table of the numbers."""

from decimal import Decimal
from functools import partial
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement

from msgspec import Struct, field

from duizhao.document.figures.data import FigureData, Series, load_figure
from duizhao.publish.figures.draw import PLACES, Panel, draw, panels, shown
from duizhao.publish.figures.values import values


class Charts(Struct, frozen=True):
    """Where the data are (`folder`), where the site has them (`url`), the language, and its words (`figure_data` of
    the locale files). Without words the data are left alone."""

    folder: Path | None = None
    url: str = "/figures"
    language: str = ""
    words: dict[str, str] = field(default_factory=dict)

    def load(self, figure_id: str) -> FigureData | None:
        """The data of a figure, if an editor has added some.

        Raises:
            InputError: they cannot be used; with file and line.
        """
        return load_figure(self.folder, figure_id, self.language) if self.folder and self.words else None

    def drawing(self, data: FigureData, caption: str) -> Element:
        """The drawing: each panel's legend, then the panel, once for each place, with its values to point at."""
        chart = Element("div", {"class": "figure-chart"})
        for panel in panels(data):
            chart.append(_legend(panel))
            between = self.words["between"]
            names = between.join(_named(series) for series in panel.series)
            name = self.words["name"].format(caption=caption, chart=self.words[data.chart], series=names)
            for place in PLACES:
                drawing = draw(data, panel, place)
                title, description = Element("title"), Element("desc")
                title.text = name
                description.text = between.join(self._range(data, series) for series in panel.series)
                drawing.svg[:0] = [title, description]
                frame = SubElement(chart, "div", {"class": f"chart-place {place}"})
                frame.append(drawing.svg)
                said = partial(self._values, panel)
                points = data.chart == "lines"
                over = values(data.rows, drawing, place, said, name=self.words["data"], points=points, between=between)
                frame.append(over)
        return chart

    def _values(self, panel: Panel, row: int) -> list[str]:
        """What each series has in a row."""
        return [
            self.words["value"].format(name=_named(series), value=self._value(series.values[row]))
            for series in panel.series
        ]

    def _value(self, value: Decimal | None) -> str:
        return self.words["none"] if value is None else shown(value)

    def whose(self, data: FigureData, *, drawn: bool) -> Element:
        """Whose data they are, and that the drawing is none of the report's."""
        source = Element("p", {"class": "figure-whose", "role": "note", "data-search-exclude": "true"})
        before, _, after = self.words["drawn_from" if drawn else "data_from"].partition("{source}")
        source.text = before
        if data.address:
            link = SubElement(source, "a", {"href": data.address, "rel": "external"})
            link.text, link.tail = data.source, after
        else:
            source.text += data.source + after
        return source

    def table(self, data: FigureData, figure_id: str) -> Element:
        """The table of the numbers and the way to the file, under a disclosure."""
        details = Element("details", {"class": "figure-data", "data-search-exclude": "true"})
        SubElement(details, "summary").text = self.words["data"]
        # A wide table scrolls by itself; the keyboard has to reach it for that.
        frame = SubElement(
            details,
            "div",
            {"class": "figure-table", "role": "region", "tabindex": "0", "aria-label": self.words["data"]},
        )
        frame.append(self._grid(data))
        download = SubElement(SubElement(details, "p"), "a", {"href": f"{self.url}/{figure_id}.csv", "download": ""})
        download.text = self.words["download"]
        return details

    def _grid(self, data: FigureData) -> Element:
        """The numbers as a `<table>`."""
        table = Element("table")
        row = SubElement(SubElement(table, "thead"), "tr")
        SubElement(row, "th", {"scope": "col"}).text = data.rows_name
        for series in data.series:
            SubElement(row, "th", {"scope": "col"}).text = _named(series)
        body = SubElement(table, "tbody")
        for index, name in enumerate(data.rows):
            row = SubElement(body, "tr")
            SubElement(row, "th", {"scope": "row"}).text = name
            for series in data.series:
                SubElement(row, "td").text = self._value(series.values[index])
        return table

    def _range(self, data: FigureData, series: Series) -> str:
        """The lowest and the highest value, in words."""
        found = [(value, row) for value, row in zip(series.values, data.rows, strict=True) if value is not None]
        lowest, highest = min(found, key=lambda each: each[0]), max(found, key=lambda each: each[0])
        return self.words["range"].format(
            name=_named(series),
            lowest=shown(lowest[0]),
            lowest_at=lowest[1],
            highest=shown(highest[0]),
            highest_at=highest[1],
        )


def _named(series: Series) -> str:
    """A series with its unit; both scripts use the brackets of their own."""
    if not series.unit:
        return series.name
    wide = any("\u2e80" <= character <= "\uffef" for character in series.name)
    return f"{series.name}（{series.unit}）" if wide else f"{series.name} ({series.unit})"


def _legend(panel: Panel) -> Element:
    """What is drawn how. The drawing's name says it too, so it is not read twice."""
    legend = Element("p", {"class": "chart-legend", "aria-hidden": "true"})
    for number, series in enumerate(panel.series, panel.first):
        entry = SubElement(legend, "span")
        key = SubElement(entry, "span", {"class": f"chart-key series-{number}"})
        key.tail = _named(series)
    return legend
