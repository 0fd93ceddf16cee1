"""Tables with merged cells, as grids."""

from msgspec.structs import replace

from duizhao.document.merged_cells import ABOVE, COVERED, LEFT, spans_of
from duizhao.document.text import Text
from duizhao.source.model import Cell, Table

#: A table has no more columns; what would be further right is in its last one.
MOST_COLUMNS = 200


class Grid:
    """A table while it is read, row by row."""

    def __init__(self) -> None:
        self._rows: list[dict[int, Cell]] = []
        self._at = 0  # no place of the row before this column is free
        self._down: dict[
            int, tuple[int, str]
        ] = {}  # by column, how many further rows a cell reaches down, and its sign

    def row(self) -> None:
        """Begins a row."""
        self._at = 0
        self._rows.append({column: Cell(Text(), merged=sign) for column, (_, sign) in self._down.items()})
        self._down = {column: (rows - 1, sign) for column, (rows, sign) in self._down.items() if rows > 1}

    def cell(self, cell: Cell, columns: int = 1, rows: int = 1) -> None:
        """The next cell of the row, which takes so many columns and rows; the first place has its text."""
        if not self._rows:
            self.row()
        row = self._rows[-1]
        while self._at in row:
            self._at += 1
        column = self._at
        for place in range(column, column + min(columns, max(MOST_COLUMNS - column, 1))):
            if place in row:
                break
            row[place] = cell if place == column else Cell(Text(), merged=LEFT)
            if rows > 1:
                self._down[place] = rows - 1, ABOVE if place == column else LEFT

    def table(self, aligned: tuple[str, ...] = ()) -> Table | None:
        """The table, all rows of one length; None if there is no text in it."""
        width = max((max(row, default=-1) + 1 for row in self._rows), default=0)
        rows = [[row.get(column, Cell(Text())) for column in range(width)] for row in self._rows if row]
        spans = spans_of([[cell.merged for cell in row] for row in rows])
        # What would make no rectangle is a cell without text.
        whole = tuple(
            tuple(
                replace(cell, merged="") if cell.merged and not (spans and spans[at][column] == COVERED) else cell
                for column, cell in enumerate(row)
            )
            for at, row in enumerate(rows)
        )
        return Table(whole, aligned) if any(cell.text for row in whole for cell in row) else None
