"""Columns that nobody asked for are dropped before anything is kept."""

from collections.abc import Sequence
from uuid import UUID

import msgspec
import pytest

from services.registry.imports.api.files import open_files
from services.registry.imports.api.forms import SentFile
from services.registry.people.vault.sealing import MasterKey
from shared.importing.bringing import File, sheets_asked, sheets_in
from shared.importing.reading.headings import Field, Shape
from shared.importing.reading.lists import understood
from shared.importing.reading.unasked import without_unasked
from shared.importing.sources.kept import KEPT, packed, unpacked
from shared.importing.table import Row, Sheet, Span, Value
from shared.vocabulary.legacy_text import TCVN3
from tests.importing.fixtures import rows, set_a
from tests.importing.register import opened
from tests.importing.set_a import FILES, file_of, kind_of
from tests.importing.test_imports_door import sent
from tests.support.databases import Databases
from tests.support.land import OF_COMMUNE
from tests.support.told import VAULT_KEY

SHAPE = Shape(
    "people",
    (
        Field("name", ("ho va ten",)),
        Field("status", ("tinh trang",)),
        Field("hamlet", ("khu pho",)),
    ),
    needs=("name",),
)
SECRETS = ("Khmer", "Phật giáo", "Khiếm thị", "Tiểu đường")


def said(sheets: list[Sheet]) -> set[Value]:
    return {cell for sheet in sheets for row in sheet.rows for cell in row.cells}


def sheet(*lines: tuple[Value, ...], hidden: bool = False, merged: Sequence[Span] = ()) -> Sheet:
    return Sheet("DS", [Row(n, cells) for n, cells in enumerate(lines, 1)], hidden, merged)


def test_what_stands_in_columns_that_nobody_asked_for_is_gone_and_all_else_stays() -> None:
    there = sheet(
        ("DANH SÁCH ĐỒNG BÀO DÂN TỘC",),
        ("Họ và tên", "Dân tộc", "Tình trạng sức khỏe", None, "Khu phố"),
        (None, None, "Khuyết tật", "Bệnh", None),
        ("Lê Văn Học", "Khmer", "Khiếm thị", "Tiểu đường", "Khu phố 1"),
        ("Trang 2",),
        ("Trần Thị Tập", "Khmer", None, "Tiểu đường", "Khu phố 1"),
        merged=[Span(2, 2, 3, 4), Span(2, 3, 1, 1), Span(2, 3, 2, 2), Span(2, 3, 5, 5)],
    )
    found = without_unasked([there], SHAPE)
    assert not said(found) & {*SECRETS}
    assert said(found) >= {"DANH SÁCH ĐỒNG BÀO DÂN TỘC", "Lê Văn Học", "Khu phố 1", "Trang 2"}
    (read,) = understood(found, SHAPE)
    assert [line.row for line in read.lines] == [4, 6]


def test_a_column_about_health_is_never_taken_for_that_of_a_state() -> None:
    headings = ("Họ và tên", "Tình trạng sức khỏe", "Khu phố")
    there = sheet(headings, ("Lê Văn Học", "Khiếm thị", "Khu phố 1"))
    (read,) = understood([there], SHAPE)
    assert read.heading is not None
    assert "status" not in read.heading.columns


def test_sheets_that_are_no_list_lose_such_columns_too_and_hidden_ones_all() -> None:
    catalogue = sheet(("Mã", "Tôn giáo", "Tên"), (1.0, "Phật giáo", "a"))
    hidden = sheet(("Họ và tên", "Khu phố"), ("Lê Văn Học", "Khu phố 1"), hidden=True)
    found = without_unasked([catalogue, hidden], SHAPE)
    assert said(found) == {"Mã", None, "Tên", 1.0, "a"}
    assert found[1].hidden


def test_headings_in_old_letters_are_known_too() -> None:
    old = {meant: letter for letter, meant in reversed([*TCVN3.items()])}
    health = "".join(old.get(each, each) for each in "Dân tộc")
    there = sheet(("Họ và tên", "Khu phố", health), ("Lê Văn Học", "Khu phố 1", "Khmer"))
    assert "Khmer" not in said(without_unasked([there], SHAPE))


def test_what_is_kept_is_read_as_the_file_was_and_nobody_can_send_it() -> None:
    there = [sheet(("Họ và tên", 1.5, True), ("x",), merged=[Span(1, 2, 1, 1)], hidden=True)]
    assert unpacked(packed(there)) == there
    assert "\0" in KEPT


@pytest.mark.parametrize("file", FILES)
async def test_lists_of_set_a_are_read_of_what_is_kept_as_of_the_file(file: str) -> None:
    kind, data = kind_of(file), (set_a() / file).read_bytes()
    whole = await sheets_in(File(file, data))
    kept = await sheets_in(File(KEPT, packed(await sheets_asked(kind, File(file, data)))))
    before, after = (
        [(line, line.values) for each in understood(sheets, kind.shape) for line in each.lines]
        for sheets in (whole, kept)
    )
    assert before == after


async def test_nothing_of_religion_and_the_like_is_kept_of_the_household_program() -> None:
    file = file_of("A14")
    data = (set_a() / file).read_bytes()
    whole = said(await sheets_in(File(file, data)))
    kept = said(await sheets_asked(kind_of(file), File(file, data)))
    assert {"Kinh", "Không"} & whole
    assert not {"Kinh", "Hoa", "Khmer", "Phật giáo", "Công giáo"} & kept


async def test_the_file_that_is_kept_of_an_import_has_none_of_it(databases: Databases) -> None:
    data = rows(
        ["Họ và tên chủ hộ", "Dân tộc", "Sức khỏe", "Khu phố"],
        ["Nguyễn Thị Học", "Khmer", "Khiếm thị", "Khu phố 1"],
    )
    async with opened(databases) as register:
        answer = await register.post("/imports", sent(data), OF_COMMUNE)
        import_id = UUID(answer.json()["import_id"])
        async with open_files(register.dsn, MasterKey.from_base64(VAULT_KEY)) as files:
            kept = await files.read(import_id, "file")
    assert kept is not None
    file = msgspec.msgpack.decode(kept, type=SentFile)
    words = said(await sheets_in(File(file.name, file.data)))
    assert not words & {*SECRETS}
    assert words >= {"Nguyễn Thị Học", "Khu phố 1"}
