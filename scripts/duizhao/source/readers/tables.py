"""Tables with merged cells, as grids."""

from __future__ import annotations

from duizhao.document.text import Text
from duizhao.source.model import Cell, Table

#: A table has no more columns; what would be further right is in its last one.
MOST_COLUMNS = 200


class Grid:
    """A table while it is read, row by row. `merged`: whether a cell takes more than one place."""

    def __init__(self) -> None:
        self.merged = False
        self._rows: list[dict[int, Cell]] = []
        self._down: dict[int, int] = {}  # how many further rows a cell above reaches down, by column
        self._taken: set[int] = set()

    def row(self) -> None:
        """Begins a row."""
        self._rows.append({})
        self._taken = set(self._down)
        self._down = {column: rows - 1 for column, rows in self._down.items() if rows > 1}

    def cell(self, cell: Cell, columns: int = 1, rows: int = 1) -> None:
        """The next cell of the row, which takes so many columns and rows; the first place has its text."""
        if not self._rows:
            self.row()
        row = self._rows[-1]
        column = next(at for at in range(len(row) + len(self._taken) + 1) if at not in row and at not in self._taken)
        self.merged |= columns > 1 or rows > 1
        for offset in range(min(columns, max(MOST_COLUMNS - column, 1))):
            row[column + offset] = Cell(Text()) if offset else cell
            if rows > 1:
                self._down[column + offset] = rows - 1

    def table(self, aligned: tuple[str, ...] = ()) -> Table | None:
        """The table, all rows of one length; None if there is no text in it."""
        width = max((max(row, default=-1) + 1 for row in self._rows), default=0)
        rows = tuple(tuple(row.get(column, Cell(Text())) for column in range(width)) for row in self._rows if row)
        return Table(rows, aligned) if any(cell.text for row in rows for cell in row) else None
