"""What makes lists of members a kind of their own."""

from typing import Final

from services.registry.importing.members.list import SHAPE, MemberRow, judged
from services.registry.importing.members.running import taken
from shared.importing.columns import Column
from shared.importing.kinds import Kind
from shared.importing.noting import PEOPLE, noting, of_birth

TEMPLATE: Final = (
    Column("name", "Họ và tên", "Nguyễn Thị Học"),
    Column("birth", "Năm sinh", 1980.0),
    Column("identity", "Số CCCD", "079180000000"),
    Column("phone", "Điện thoại", "0900000000"),
    Column("address", "Địa chỉ", "1 Âu Cơ"),
    Column("chapter", "Chi hội", "Chi hội Khu phố 1"),
    Column("joined", "Ngày vào hội", "26/4/2015"),
    Column("card", "Số thẻ", "0001"),
    Column("note", "Ghi chú"),
)
MEMBERS: Final[Kind[MemberRow]] = Kind(
    SHAPE,
    "Họ và tên, Năm sinh, Chi hội, Ngày vào hội",
    judged,
    taken,
    actions=("registry.membership.start",),
    template=TEMPLATE,
    notes=noting(PEOPLE | {"birth_male": of_birth, "birth_female": of_birth}),
    corrects=("registry.person.correct",),
)
