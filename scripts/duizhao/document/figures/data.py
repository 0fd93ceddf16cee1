"""Reads and checks the data of a figure: a table of numbers, and its words in each language."""

import csv
import re
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any, Literal

from msgspec import Struct

from duizhao.errors import InputError, Phrase, reason_of
from duizhao.languages.script import is_han
from duizhao.patterns import lazily
from duizhao.yaml_files import Path_, read_yaml

SCHEMA = "figure.schema.json"
#: More rows or columns than these make no figure that can be read.
MOST_ROWS = 200
MOST_SERIES = 6

_NUMBER = lazily(r"[-+\u2212]?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)")
_GROUPED = lazily(r"[-+]?[0-9]{1,3}(?:[,，\u00a0\u202f ][0-9]{3})+(?:\.[0-9]+)?")


class Series(Struct, frozen=True):
    """A column of numbers: its name, its unit (empty if it has none), and a value per row; None where there is no
    value."""

    name: str
    unit: str
    values: tuple[Decimal | None, ...]


class FigureData(Struct, frozen=True):
    """A figure's data in the words of one language.

    `rows_name`: what the first column is called; `rows`: the name of each row. `source`: whose numbers these are, and
    `address`: where they can be found; empty if it is not said.
    """

    chart: Literal["bars", "lines"]
    rows_name: str
    rows: tuple[str, ...]
    series: tuple[Series, ...]
    source: str
    address: str


def load_figure(folder: Path, figure_id: str, language: str, folder_name: str = "docs/figures") -> FigureData | None:
    """The data of a figure in a language; None if there is none. Errors call the folder `folder_name`.

    Raises:
        InputError: one of the two files is missing, cannot be read, or the two do not fit; with file and line.
    """
    table, words = folder / f"{figure_id}.csv", folder / f"{figure_id}.yml"
    if not table.is_file() and not words.is_file():
        return None
    names = f"{folder_name}/{figure_id}.csv", f"{folder_name}/{figure_id}.yml"
    for there, name, other in ((table, names[0], names[1]), (words, names[1], names[0])):
        if not there.is_file():
            raise InputError(
                "The table of the figure is missing." if there == table else "The words of the figure are missing.",
                file=name, hint="{other} is there; {folder}/README.md shows what both look like.",
                other=other, folder=folder_name,
            )  # fmt: skip
    header, rows = _read_table(table, names[0])
    data, lines = read_yaml(words, names[1], Phrase("file of words"), SCHEMA)
    return _Fitting(data, lines, names[1], names[0], language).fitted(header, rows)


class _Row(Struct, frozen=True):
    line: int
    cells: tuple[str, ...]


def _read_table(path: Path, name: str) -> tuple[_Row, list[_Row]]:
    """The header and the rows of a CSV file, each with its line."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise InputError("The table cannot be read ({reason}).", file=name, reason=reason_of(error)) from None
    except UnicodeDecodeError as error:
        line = path.read_bytes().count(b"\n", 0, error.start) + 1
        raise InputError(
            "The table is not UTF-8.", file=name, line=line,
            hint="In a spreadsheet program, save it as “CSV UTF-8 (comma delimited)”.",
        ) from None  # fmt: skip
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    rows: list[_Row] = []
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append(_Row(line, tuple(cell.strip() for cell in cells)))
            line = reader.line_num + 1
    except csv.Error:
        raise InputError(
            "The quotation marks do not pair.", file=name, line=line,
            hint='A cell that holds a comma or a quotation mark looks like this: "He said ""yes"", twice"',
        ) from None  # fmt: skip
    if not rows:
        raise InputError("The table is empty.", file=name, hint="The first line names the columns.")
    header, *body = rows
    if len(header.cells) == 1 and re.search("[;\t]", header.cells[0]):
        raise InputError(
            "The columns should be separated by commas.", file=name, line=header.line,
            hint="In a spreadsheet program, save it as “CSV UTF-8 (comma delimited)”.",
        )  # fmt: skip
    for cell in header.cells:
        if not cell or header.cells.count(cell) > 1:
            raise InputError(
                "“{cell}” names two columns." if cell else "A column has no name.",
                file=name, line=header.line, cell=cell, hint="Each column needs a name of its own.",
            )  # fmt: skip
    if not body:
        raise InputError("There is no row below the names of the columns.", file=name, line=header.line)
    if len(body) > MOST_ROWS:
        raise InputError("There are more than {most} rows.", file=name, line=body[MOST_ROWS].line, most=MOST_ROWS)
    return header, body


class _Fitting:
    """Puts the table and its words together for one language."""

    def __init__(self, data: dict[str, Any], lines: dict[Path_, int], words: str, table: str, language: str) -> None:
        self._data, self._lines, self._words, self._table, self._language = data, lines, words, table, language

    def fitted(self, header: _Row, rows: list[_Row]) -> FigureData:
        columns = self._data["columns"]
        for key in header.cells:
            if key not in columns:
                raise InputError(
                    "The column `{key}` has no words.", file=self._table, line=header.line, key=key,
                    hint="Name it under `columns:` in {words}.", words=self._words,
                )  # fmt: skip
        for key in columns:
            if key not in header.cells:
                raise self._fault("The table has no column `{key}`.", ("columns", key), key=key)
        if len(header.cells) > MOST_SERIES + 1:
            raise InputError(
                "There are more than {most} columns of numbers.", file=self._table, line=header.line, most=MOST_SERIES,
                hint="Too many to tell apart in one figure: leave some out.",
            )  # fmt: skip
        first, *others = header.cells
        names = self._row_names(rows)
        values = [self._values(header, row) for row in rows]
        series = tuple(
            Series(
                self._in_language(columns[key], ("columns", key)),
                self._in_language(unit, ("columns", key, "unit")) if (unit := columns[key].get("unit")) else "",
                tuple(row[index] for row in values),
            )
            for index, key in enumerate(others)
        )
        for key, each in zip(others, series, strict=True):
            if all(value is None for value in each.values):
                raise InputError("The column `{key}` holds no number.", file=self._table, line=header.line, key=key)
        return FigureData(
            self._data["chart"],
            self._in_language(columns[first], ("columns", first)),
            tuple(names),
            series,
            self._in_language(self._data["source"], ("source",)),
            self._data.get("address", ""),
        )

    def _row_names(self, rows: list[_Row]) -> list[str]:
        given: dict[str, dict[str, str]] = self._data.get("rows", {})
        names: list[str] = []
        seen: dict[str, int] = {}
        for row in rows:
            key = row.cells[0]
            if not key or key in seen:
                raise InputError(
                    "“{key}” names two rows." if key else "The row has no name.",
                    file=self._table, line=row.line, key=key, earlier=seen.get(key),
                    hint="See line {earlier}." if key else "The first cell of a row is its name.",
                )  # fmt: skip
            seen[key] = row.line
            if key in given:
                names.append(self._in_language(given[key], ("rows", key)))
            elif given or is_han(key):
                raise InputError(
                    "The row `{key}` has no words.", file=self._table, line=row.line, key=key,
                    hint="Name it in each language under `rows:` in {words}.", words=self._words,
                )  # fmt: skip
            else:
                names.append(key)
        for key in given:
            if key not in seen:
                raise self._fault("The table has no row `{key}`.", ("rows", key), key=key)
        return names

    def _values(self, header: _Row, row: _Row) -> list[Decimal | None]:
        if len(row.cells) != len(header.cells):
            raise InputError(
                "The row has {cells} cells, and there are {columns} columns.",
                file=self._table, line=row.line, cells=len(row.cells), columns=len(header.cells),
                hint="A cell without a value stays empty, between its commas. A number has no comma in it.",
            )  # fmt: skip
        return [self._number(cell, row.line) for cell in row.cells[1:]]

    def _number(self, cell: str, line: int) -> Decimal | None:
        if not cell:
            return None
        if not _NUMBER.fullmatch(cell):
            raise InputError(
                "“{cell}” is no number.", file=self._table, line=line, cell=cell,
                hint="Write it without separators: {bare}." if _GROUPED.fullmatch(cell)
                else "Write digits, with a point before decimals; a unit or % belongs under `unit:`.",
                bare=re.sub("[^0-9.+-]", "", cell),
            )  # fmt: skip
        return Decimal(cell.replace("\u2212", "-"))

    def _in_language(self, words: dict[str, Any], at: Path_) -> str:
        if self._language not in words:
            raise self._fault(
                "`{key}` has no words in `{language}`.", at, key=".".join(map(str, at)), language=self._language
            )
        return str(words[self._language])

    def _fault(self, message: str, at: Path_, **values: object) -> InputError:
        return InputError(
            message, file=self._words, line=self._lines[at], hint="{schema} lists every key.", schema=SCHEMA, **values
        )
