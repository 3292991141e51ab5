"""Lists to fill in: headings that are understood, words to choose from, and an example that is
never taken for a row."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from shared.importing.columns import Column
from shared.importing.kinds import Readable
from shared.importing.marking.workbooks import Cell, Choice, Colour, Page, Written, workbook
from shared.importing.reading.headings import Shape, columns_of

EXAMPLE: Final = "Ví dụ"
"""In the first cell of the example: by it the reader knows that it is none of the list's."""
LIST: Final = "Danh sách"
CHOICES: Final = "Danh mục"
FILLED: Final = 2_000
"""Down to which row words may be chosen."""
WIDTH: Final = 24


def template(kind: Readable[Any]) -> Iterator[bytes]:
    """An .xlsx to fill in, piece by piece. Sent back as it is it brings nothing in."""
    columns = kind.template or spelled(kind.shape)
    chosen = [each for each in columns if each.choices]
    heading = [Cell(each, Colour.GREY, bold=True) for each in ("STT", *(c.title for c in columns))]
    example = [Cell(EXAMPLE), *(None if c.example is None else Cell(c.example) for c in columns)]
    pages = [
        Page(
            LIST,
            [Written(1, heading), Written(2, example)],
            widths=dict.fromkeys(range(2, len(columns) + 2), WIDTH),
            choices=[
                Choice(n, 2, FILLED, _of(chosen.index(each) + 1, each.choices))
                for n, each in enumerate(columns, 2)
                if each.choices
            ],
        )
    ]
    if chosen:
        rows = range(max(len(each.choices) for each in chosen))
        words = [Written(n + 1, [_word(each.choices, n) for each in chosen]) for n in rows]
        pages.append(Page(CHOICES, words, widths={1: 2 * WIDTH}))
    return workbook(pages)


def _of(column: int, choices: Sequence[str]) -> str:
    letter = chr(64 + column)
    return f"'{CHOICES}'!${letter}$1:${letter}${len(choices)}"


def _word(choices: Sequence[str], number: int) -> Cell | None:
    return Cell(choices[number]) if number < len(choices) else None


def spelled(shape: Shape) -> tuple[Column, ...]:
    """Of a kind that says no template: every field as its shape spells it first, as far as each
    heading is understood beside the others."""
    said = {n: each.headings[0] for n, each in enumerate(shape.fields)}
    known = columns_of(said, shape)
    return tuple(
        Column(each.name, said[n].capitalize())
        for n, each in enumerate(shape.fields)
        if known.get(each.name) == n
    )
