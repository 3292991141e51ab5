"""A list of families as officers have it, for whoever tries to bring one in: titles, a total, a
signature, and rows that are wrong or to ask about. Every name and number in it is made up."""

from pathlib import Path
from typing import Final

from shared.importing.marking.workbooks import Cell, Page, Written, workbook
from shared.importing.table import Value

HAMLET: Final = "Khu phố Âu Cơ"
"""Of which it is; other hamlets of the ward share their names since wards were joined."""
FILE: Final = "ho-gia-dinh.xlsx"
WIDTHS: Final = {2: 26, 3: 10, 4: 16, 5: 26, 6: 14, 7: 14}
ROWS: Final[tuple[tuple[Value, ...], ...]] = (
    ("ỦY BAN NHÂN DÂN PHƯỜNG",),
    ('DANH SÁCH HỘ GIA ĐÌNH ĐĂNG KÝ "GIA ĐÌNH HỌC TẬP"',),
    ("(Kèm theo Công văn số 12)",),
    (),
    ("STT", "Họ và tên chủ hộ", "Năm sinh", "Số CCCD", "Điện thoại", "Khu phố", "Số nhân khẩu"),
    (1.0, "Lê Văn Học", 1980.0, "079080000018", "0900000001", HAMLET, 3.0),
    (2.0, "TRẦN THỊ  HIẾU", 1985.0, 79185000026.0, "0900.000.002", "nt", 4.0),
    (3.0, "Phạm Văn Tập", 1979.0, "7907900003", "0900000003", "KP Âu Cơ", 2.0),
    (4.0, "Đỗ Thị Sách", 1990.0, None, None, "Khu phố 4B", 5.0),
    (5.0, "Nguyễn Thị Đọc", 1975.0, "079175000042", "0900000004 - 0900000005", "KP Au Co", 4.0),
    (6.0, "Vũ Văn Bình", 1982.0, "079082000059", None, "Khu phố 4B", 1.0),
    (7.0, "Hoàng Thị Minh", 1991.0, None, None, "KP. Âu Cơ", 6.0),
    (None, "Tổng cộng", None, None, None, None, 25.0),
    (),
    (None, None, None, None, "NGƯỜI LẬP BIỂU"),
)


def messy_list(folder: Path) -> Path:
    """The file, written unless it is there: somebody may have worked on it."""
    file = folder / FILE
    if not file.exists():
        written = [
            Written(number, [None if value is None else Cell(value) for value in row])
            for number, row in enumerate(ROWS, 1)
        ]
        file.write_bytes(b"".join(workbook([Page("DS hộ", written, widths=WIDTHS)])))
    return file
