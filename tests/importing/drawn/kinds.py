"""What lists of each kind are drawn from: for each thing that a list may speak of several lines
about it, each of which says otherwise, and lines that are wrong or asked about."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from services.registry.importing.kinds import KINDS
from services.registry.importing.names import ListKind as Name
from shared.importing.kinds import Kind
from tests.importing.test_centre_sessions_run import with_centre
from tests.importing.test_members_run import founded, with_chapters
from tests.support import land
from tests.support.land import OF_COMMUNE, OF_OTHER_COMMUNE
from tests.support.service_door import ServiceDoor

Line = tuple[Any, ...]
Block = tuple[Line, ...]
"""Lines that a list says together: a household."""


async def nothing(_register: ServiceDoor) -> None:
    """Is there before."""


@dataclass(frozen=True)
class Drawn:
    """`things`: what a list may speak of; the first way to say it is right on empty books. `wrong`:
    lines of which nothing comes onto the books. `first`: on which the others rest, in whatever part
    of a list it is. `before`: what has to be there."""

    name: Name
    headings: Line
    things: Sequence[Sequence[Block]]
    wrong: Sequence[Line]
    before: Callable[[ServiceDoor], Awaitable[Any]] = nothing
    grants: Sequence[Any] = tuple(OF_COMMUNE)
    place_id: UUID = land.COMMUNE

    @property
    def kind(self) -> Kind[Any]:
        return KINDS[self.name]


def ways(*lines: Line) -> tuple[Block, ...]:
    """A line each."""
    return tuple((each,) for each in lines)


def _head(n: int, name: str) -> Sequence[Block]:
    line = (n, name, 1950 + n, f"0790{50 + n}{n:06}")
    return ways((*line, None, "KP1"), (*line, "0900000008", "KP1"), (*line, None, "KP2"))


def _household(n: int, name: str) -> Sequence[Block]:
    head = (float(n), name, "Chủ hộ", 1970.0 + n, f"0790{70 + n}{n:06}", "KP1")
    wife = (float(n), f"{name} Hai", "Vợ", 1972.0, None, "KP1")
    child = (float(n), f"{name} Ba", "Con", "01/02/2012", None, "KP1")
    elsewhere = (*head[:5], "KP2")
    return (head, wife), (head, child, wife), (head,), (elsewhere,)


FAMILIES: Final = Drawn(
    Name.FAMILIES,
    ("STT", "Họ và tên chủ hộ", "Năm sinh", "Số CCCD", "Điện thoại", "Khu phố"),
    [
        *map(_head, (1, 2), ("Nguyễn Văn An", "Trần Văn Bình")),
        ways((3, "Lê Chi", 1953, None, None, "KP2"), (3, "Lê Chi", 1953, None, None, "KP3")),
    ],
    [(9, "Phạm Dũng", 1950, None, None, "KP9"), (9, None, 1950, None, None, "KP1")],
)
HOUSEHOLDS: Final = Drawn(
    Name.FAMILIES_WITH_MEMBERS,
    ("Số hộ", "Họ và tên", "Quan hệ", "Năm sinh", "CCCD", "Khu phố"),
    [*map(_household, (1, 2, 3), ("Lê Văn Học", "Phan Văn Đọc", "Võ Văn Viết"))],
    [(8.0, "Võ Văn Không", "Con", 2001.0, None, "KP2"),
     (9.0, "Võ Văn Xa", "Chủ hộ", 1970.0, None, "KP9")],
)  # fmt: skip
HAMLETS: Final = Drawn(
    Name.HAMLETS,
    ("STT", "Tên khu phố", "Số hộ", "Dân số"),
    [
        ways(*((n, f"Khu phố {n}", *said) for said in ((100, 400), (101, 400), (None, None))))
        for n in (1, 2, 7, 8)
    ],
    [(9, "Khu phố 9", 9, 3), (10, None, 9, 30)],
)
CLANS: Final = Drawn(
    Name.CLANS,
    ("TT", "Dòng họ", "Khu phố", "Số hộ", "Số người", "Quỹ khuyến học"),
    [
        ways((n, name, "KP1", 5, 20, 2_000_000), (n, name, "KP1", 6, 21, None),
             (n, name, "KP2", 5, 20, None))
        for n, name in enumerate(("Họ Nguyễn", "Họ Lê", "Họ Tô"), 1)
    ],
    [(8, "Họ Võ", "KP9", 7, 30, None), (9, "Họ Đỗ", "KP1", 50, 20, None)],
)  # fmt: skip
ESTABLISHMENTS: Final = Drawn(
    Name.ESTABLISHMENTS,
    ("STT", "Tên đơn vị", "Loại hình", "Điện thoại", "Số cán bộ"),
    [
        ways((n, name, kind, "028 1538 5679", 13), (n, name, kind, None, 20),
             (n, name, "Tôn giáo", None, 13))
        for n, (name, kind) in enumerate(
            (("Trường THCS Sông Quê", "Trường học"), ("Công ty Chữ Đẹp", "Doanh nghiệp"),
             ("UBND phường", "Cơ quan hành chính")), 1)
    ],
    [(8, "Công ty Sợi Vàng", "Doanh nghiệp", None, -5), (9, "Nhà B", None, None, 3)],
)  # fmt: skip
ASSOCIATIONS: Final = Drawn(
    Name.ASSOCIATIONS,
    ("TT", "Tên chi hội", "Loại hình", "Số hội viên", "Ngày thành lập"),
    [
        ways((n, name, kind, 14, "15/7/2025"), (n, name, kind, 15, None),
             (n, name, "Trường học", 14, "16/7/2025"))
        for n, (name, kind) in enumerate(
            (("Chi hội Khuyến học Khu phố 1", "Khu phố"), ("Chi hội KP 02", "Khu phố"),
             ("Ban Khuyến học dòng họ Đặng", None)), 1)
    ],
    [(8, "Chi hội Khu phố 99", "Khu phố", 12, None), (9, "Chi hội Sao Mai", None, 9, None)],
    before=founded,
)  # fmt: skip
MEMBERS: Final = Drawn(
    Name.MEMBERS,
    ("TT", "Họ và tên", "Năm sinh", "Ngày vào hội", "Chi hội"),
    [
        ways((n, name, 1980, "12/7/2025", "Chi hội KP1"), (n, name, 1980, None, "Chi hội KP2"),
             (n, name, 1981, None, None))
        for n, name in enumerate(("Nguyễn Thị Học", "Trần Văn Tập", "Lê Thị Đọc"), 1)
    ],
    [(8, "Võ Thị Xa", 1980, None, "Chi hội KP 99"), (9, None, 1980, None, "Chi hội KP1")],
    before=with_chapters,
)  # fmt: skip
CENTRES: Final = Drawn(
    Name.CENTRES,
    ("STT", "Tên trung tâm", "Khu phố", "Ngày thành lập", "Giám đốc", "Phó giám đốc",
     "Xếp loại năm 2025", "Điểm", "Đơn vị xếp loại", "Con dấu", "Số CLB"),
    [
        ways((n, name, hamlet, "5/3/2012", "Nguyễn Thị Học", "Lê Văn Tập; Trần Thị Đọc", "Tốt", 90,
              "UBND xã", "x", 3),
             (n, name, hamlet, "5/3/2012", *[None] * 7),
             (n, name, hamlet, "5/3/2012", "Nguyễn Thị Học", None, "Yếu", 40, "UBND xã", None, 3))
        for n, (name, hamlet) in enumerate(
            (("TTHTCĐ Sông Quê", None), ("TTHTCĐ Khu phố 2", "KP 2")), 1)
    ],
    [(8, "TTHTCĐ A", "KP 99", 2012, *[None] * 7),
     (9, "TTHTCĐ B", "KP 3", 2012, None, None, "siêu tốt", None, "UBND xã", None, None)],
)  # fmt: skip
SESSIONS: Final = Drawn(
    Name.CENTRE_SESSIONS,
    ("TT", "Ngày", "Chuyên đề", "Số lượt người dự", "Kinh phí (1.000 đồng)", "Ghi chú"),
    [
        ways((n, day, "Pháp luật", 40, 500, None), (n, day, "Pháp luật", 42, 500, None),
             (n, day, "Pháp luật", 40, None, None))
        for n, day in enumerate(("5/3/2025", "6/3/2025", "7/4/2025"), 1)
    ],
    [(8, "31/2/2025", "Pháp luật", 40, 500, None), (9, "9/3/2025", "Pháp luật", -4, 500, None)],
    before=with_centre,
    grants=tuple(OF_OTHER_COMMUNE),
    place_id=land.OTHER_COMMUNE,
)  # fmt: skip
ACTIVITIES: Final = Drawn(
    Name.ACTIVITIES,
    ("STT", "Tên hoạt động", "Thời gian", "Đơn vị tổ chức", "Đơn vị phối hợp", "Thành phần",
     "Số người dự", "Ghi chú"),
    [
        ways((n, f"Tập huấn công tác {n}", f"{n}-7/7/2025", "UBND phường", "Hội LHPN",
              "20 chi hội trưởng, 5 giáo viên", 25, None),
             (n, f"Tập huấn công tác {n}", f"{n}-7/7/2025", "UBND phường", "Hội LHPN",
              "19 chi hội trưởng", 19, None))
        for n in (1, 2, 3)
    ],
    [(8, "Hội thi", "5/7/2025", "Công ty Lạ", None, "người dân", 9, None),
     (9, "Hội thi", "5/7/2099", "UBND phường", None, "người dân", 9, None)],
    before=founded,
)  # fmt: skip
POPULATION: Final = Drawn(
    Name.POPULATION,
    ("STT", "Địa bàn", "Số hộ", "Dân số", "Số học sinh", "Tính đến ngày", "Nguồn số liệu"),
    [
        ways((n, place, 200, 700, None, "1/7/2025", source), (n, place, 201, 700, 90, "1/7/2025",
              source), (n, place, None, 701, 90, "1/7/2025", None))
        for n, (place, source) in enumerate(
            (("27301", "Công an phường"), ("KP 1", None), ("KP 2", "12/BC-UBND")), 1)
    ],
    [(8, "KP 99", 1, 2, None, "1/7/2025", None), (9, "KP 3", 30, 10, None, "1/7/2025", None)],
)  # fmt: skip
ALL: Final[Mapping[Name, Drawn]] = {
    each.name: each
    for each in (
        FAMILIES, HOUSEHOLDS, HAMLETS, CLANS, ESTABLISHMENTS, ASSOCIATIONS, MEMBERS, CENTRES,
        SESSIONS, ACTIVITIES, POPULATION,
    )
}  # fmt: skip
