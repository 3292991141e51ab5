"""A list sent back as it came, with what is wrong of each row beside it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from shared.importing.marking.workbooks import Cell, Colour, Page, Written, workbook
from shared.importing.reading.headings import Heading, Shape
from shared.importing.reading.lists import Understood, understood
from shared.importing.reading.taken import ERROR, TAKEN, said_of_taken
from shared.importing.reading.unasked_words import is_unasked
from shared.importing.report import Complaint, Report
from shared.importing.sources.reading_apart import sheets_of
from shared.importing.table import Row, Sheet, number_of

WIDTHS: Final = (60, 30)
"""Of the two columns that are added, in letters."""


def marked(name: str, data: bytes, shape: Shape, report: Report, *, ran: bool) -> Iterator[bytes]:
    """An .xlsx of the lists in a file of any format, piece by piece: a column «Lỗi» says what is
    wrong or asked of a row, in the words of the report, and the cell that is meant is red, of what
    is asked amber. `ran`: the rows that are right are on the books; then a column says so, and sent
    again only the others are tried. Rows and columns stay where they were; of columns that nobody
    asked for nothing is written. Raises FileRefused; to be called where waiting blocks nobody."""
    sheets = sheets_of(name, data)
    return marked_sheets(sheets, understood(sheets, shape), report, ran=ran)


def marked_sheets(
    sheets: Sequence[Sheet], read: Sequence[Understood], report: Report, *, ran: bool
) -> Iterator[bytes]:
    """As `marked`, of what was read already."""
    said: dict[str, dict[int, list[tuple[Complaint, Colour]]]] = defaultdict(dict)
    for colour, complaints in ((Colour.RED, report.errors), (Colour.AMBER, report.asks)):
        for each in complaints:
            said[each.sheet].setdefault(each.row, []).append((each, colour))
    taken = str(report.import_id) if ran else None
    pages = [
        _Marks(sheet, found, found.heading, said[sheet.name], taken).page()
        for sheet, found in zip(sheets, read, strict=True)
        if found.heading is not None
    ]
    return workbook(pages)


@dataclass(frozen=True)
class _Marks:
    """What is said of the rows of a sheet. `taken`: by which import those are on the books of which
    nothing is."""

    sheet: Sheet
    found: Understood
    heading: Heading
    said: Mapping[int, Sequence[tuple[Complaint, Colour]]]
    taken: str | None

    def page(self) -> Page:
        unasked = {n for n, text in self.heading.texts.items() if is_unasked(text)}
        former = {n for n, text in self.heading.texts.items() if text in (ERROR, TAKEN)}
        width = max((len(row.cells) for row in self.sheet.rows), default=0)
        width = max(width, *self.heading.texts)
        while width in former:
            width -= 1
        first = width + 1
        return Page(
            self.sheet.name,
            self._rows(unasked | former, width),
            [each for each in self.sheet.merged if each.right < first],
            dict(zip((first, first + 1), WIDTHS, strict=True)),
        )

    def _rows(self, dropped: set[int], width: int) -> Iterator[Written]:
        lines = {line.row for line in self.found.lines}
        before = {each.row: each.taken for each in self.found.skipped if each.taken}
        added = [Cell(ERROR, bold=True)]
        if self.taken or before:
            added.append(Cell(TAKEN, bold=True))
        for row in self.sheet.rows:
            below = row.number >= self.heading.top
            cells = self._cells(row, dropped if below else set(), width)
            if row.number == self.heading.top:
                cells += added
            elif row.number in before:
                cells += [None, Cell(before[row.number])]
            elif row.number in lines:
                cells += self._added(row.number)
            yield Written(row.number, cells, row.hidden)

    def _cells(self, row: Row, dropped: set[int], width: int) -> list[Cell | None]:
        colours = {
            number_of(each.column or ""): colour for each, colour in self.said.get(row.number, ())
        }
        return [
            self._cell(row, column, dropped, colours.get(column, Colour.NONE))
            for column in range(1, width + 1)
        ]

    @staticmethod
    def _cell(row: Row, column: int, dropped: set[int], colour: Colour) -> Cell | None:
        value = None if column in dropped else row.at(column)
        if value is None and colour is Colour.NONE:
            return None
        return Cell(value, colour, column in row.struck)

    def _added(self, row: int) -> list[Cell | None]:
        """What is wrong of the row, or that it is on the books."""
        said = self.said.get(row, ())
        if said:
            return [Cell("\n".join(each.detail for each, _ in said), said[0][1])]
        return [None, Cell(said_of_taken(self.taken, row))] if self.taken else []
