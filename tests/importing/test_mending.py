"""A list is understood as whoever sends it says, and mended without a new file: pure values."""

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as any_

from services.registry.importing.families.list import SHAPE
from services.registry.importing.kinds import KINDS
from shared.importing.mapping import (
    ColumnNotThere,
    FieldNotThere,
    ListMapping,
    SheetMapping,
    SheetNotThere,
    understood_as,
)
from shared.importing.mending import (
    NOTHING,
    CellMended,
    CellNotThere,
    Mending,
    WordsMapped,
    WordsNamePeople,
    mended,
    require_words,
)
from shared.importing.reading.lists import understood
from shared.importing.refusals import FileRefused
from shared.importing.sources.reading_apart import sheets_of
from shared.importing.table import Row, Sheet
from tests.importing.fixtures import set_a
from tests.importing.set_a import FILES, kind_of

ODD: Sequence[tuple[Any, ...]] = (
    ("Sổ hộ",),
    ("TT", "Ông/Bà", "Sinh", "Nơi ở"),
    (1.0, "Lê Văn Học", 1980.0, "KP 1A"),
    (2.0, "Trần Thị Hiếu", 1985.0, "kp 1a"),
    (3.0, "Phạm Văn Tập", 1979.0, "Khu phố 2"),
)


def sheet(*table: tuple[Any, ...], name: str = "Hộ") -> Sheet:
    return Sheet(name, [Row(number, cells) for number, cells in enumerate(table, 1)])


def mapped(columns: dict[str, str | None], **said: Any) -> ListMapping:
    return ListMapping((SheetMapping("Hộ", columns=columns, **said),))


BY_WORDS = mapped({"name": "Ông / bà", "birth": "sinh", "hamlet": "Nơi ở"})


def values(read: Sequence[Any]) -> list[dict[str, Any]]:
    return [dict(line.values) for each in read for line in each.lines]


@pytest.mark.parametrize(
    "mapping",
    [
        BY_WORDS,
        mapped({"name": "B", "birth": "C", "hamlet": "D"}),
        mapped({"name": "B", "birth": "C", "hamlet": "D"}, header_rows=(2,)),
    ],
)
def test_columns_are_the_fields_that_are_said_by_words_or_by_letters(mapping: ListMapping) -> None:
    assert understood([sheet(*ODD)], SHAPE)[0].heading is None
    (found,) = understood_as([sheet(*ODD)], SHAPE, mapping)
    assert found.heading is not None
    assert (found.heading.top, found.heading.columns) == (2, {"name": 2, "birth": 3, "hamlet": 4})
    assert values([found])[0] == {"name": "Lê Văn Học", "birth": 1980.0, "hamlet": "KP 1A"}


def test_what_is_not_said_is_found_and_a_field_may_be_said_to_be_nowhere() -> None:
    table = (("Chủ hộ", "Năm sinh", "Khu phố"), ("Lê Văn Học", 1980.0, "Khu phố 1"))
    (found,) = understood_as([sheet(*table)], SHAPE, mapped({"hamlet": None}))
    assert values([found]) == [{"name": "Lê Văn Học", "birth": 1980.0}]


def test_a_sheet_may_be_left_out_and_another_is_read_as_ever() -> None:
    table = (("Chủ hộ", "Năm sinh"), ("Lê Văn Học", 1980.0))
    both = [sheet(*table), sheet(*table, name="Bản sao")]
    mapping = ListMapping((SheetMapping("Bản sao", left_out=True),))
    one, other = understood_as(both, SHAPE, mapping)
    assert (len(one.lines), other.lines, other.left_out) == (1, (), True)


@pytest.mark.parametrize(
    ("mapping", "refusal"),
    [
        (ListMapping((SheetMapping("Hộ 2"),)), SheetNotThere),
        (mapped({"nickname": "B"}), FieldNotThere),
        (mapped({"name": "Không có"}), ColumnNotThere),
        (mapped({"name": "Z"}, header_rows=(2,)), ColumnNotThere),
        (mapped({"name": "B"}, header_rows=(9,)), ColumnNotThere),
        (mapped({"birth": "C"}), ColumnNotThere),
        (mapped({"name": "B"}, header_rows=(1, 2_000)), ColumnNotThere),
    ],
)
def test_what_is_not_there_is_refused(mapping: ListMapping, refusal: type[FileRefused]) -> None:
    with pytest.raises(refusal) as refused:
        understood_as([sheet(*ODD)], SHAPE, mapping)
    assert "{" not in str(refused.value)


def test_cells_are_mended_by_letters_words_or_field_and_words_for_all_rows() -> None:
    cells = (
        CellMended("Hộ", 3, "C", "1981"),
        CellMended("Hộ", 4, "Sinh", None),
        CellMended("Hộ", 5, "name", "Phạm Thị Tập"),
    )
    words = (WordsMapped("hamlet", "KP 1a ", "Khu phố 1"),)
    sheets, read = mended([sheet(*ODD)], SHAPE, Mending(BY_WORDS, cells, words))
    assert values(read) == [
        {"name": "Lê Văn Học", "birth": "1981", "hamlet": "Khu phố 1"},
        {"name": "Trần Thị Hiếu", "birth": None, "hamlet": "Khu phố 1"},
        {"name": "Phạm Thị Tập", "birth": 1979.0, "hamlet": "Khu phố 2"},
    ]
    assert sheets[0].rows[2].cells == (1.0, "Lê Văn Học", "1981", "Khu phố 1")


def test_a_place_that_stands_over_rows_is_mapped_too() -> None:
    table = (("Chủ hộ", "Năm sinh"), ("Khu phố 99",), ("Lê Văn Học", 1980.0))
    words = (WordsMapped("hamlet", "Khu phố 99", "Khu phố 1"),)
    _, read = mended([sheet(*table)], SHAPE, Mending(words=words))
    assert [line.place for line in read[0].lines] == ["Khu phố 1"]


@pytest.mark.parametrize(
    "cell",
    [
        CellMended("Hộ 2", 3, "B", "a"),
        CellMended("Hộ", 99, "B", "a"),
        CellMended("Hộ", 3, "Z", "a"),
        CellMended("Hộ", 3, "Không có", "a"),
    ],
)
def test_a_cell_that_is_not_there_is_refused(cell: CellMended) -> None:
    with pytest.raises(CellNotThere):
        mended([sheet(*ODD)], SHAPE, Mending(BY_WORDS, (cell,)))


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_names_and_numbers_of_people_are_never_mapped_for_many_rows(kind: Any) -> None:
    people = {"name", "head_name", "head", "identity", "phone", "birth", "card", "address", "note"}
    people |= {"speaker", "birth_male", "birth_female", "man", "woman", "occupation"}
    fields = {each.name for each in kind.shape.fields}
    words = [WordsMapped(field, "a", "b") for field in fields & people]
    for said, meant in (("079180000001", "x"), ("x", "079 180 000 001")):
        words += [WordsMapped(field, said, meant) for field in fields]
    for each in words:
        with pytest.raises(WordsNamePeople):
            require_words(kind.shape, [each])


@pytest.mark.parametrize("file", FILES)
def test_where_nothing_is_said_a_list_is_what_it_is(file: str) -> None:
    sheets = sheets_of(file, (set_a() / file).read_bytes())
    found, read = mended(sheets, kind_of(file).shape, NOTHING)
    assert (found, read) == (sheets, understood(sheets, kind_of(file).shape))


Cells = any_.builds(
    CellMended,
    any_.just("Hộ"),
    any_.integers(3, 5),
    any_.sampled_from(["B", "C"]),
    any_.sampled_from(["x y", "1990", None]),
)


@given(any_.lists(Cells, max_size=6), any_.integers(0, 6))
@settings(max_examples=30)
def test_mended_in_two_times_is_as_mended_at_once(cells: list[CellMended], at: int) -> None:
    first, second = Mending(BY_WORDS, (*cells[:at],)), Mending(cells=(*cells[at:],))
    at_once = Mending(BY_WORDS, (*cells,))
    both = first.then(second)
    assert both == NOTHING.then(at_once)
    assert mended([sheet(*ODD)], SHAPE, both) == mended([sheet(*ODD)], SHAPE, at_once)
