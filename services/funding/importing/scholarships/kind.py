"""What makes lists of scholarships a kind of their own."""

from typing import Final

from services.funding.importing.scholarships.cells import of_class
from services.funding.importing.scholarships.list import ScholarshipRow, judged
from services.funding.importing.scholarships.shape import SHAPE
from shared.importing.columns import Column
from shared.importing.kinds import Readable
from shared.importing.noting import noting, of_name, of_phone

TEMPLATE: Final = (
    Column("name", "Họ và tên học sinh", "Nguyễn Thị Học"),
    Column("birth", "Ngày sinh", "4/3/2014"),
    Column("school", "Trường", "TH Mây Hồng"),
    Column("school_class", "Lớp", "5/1"),
    Column("circumstances", "Hoàn cảnh", "Hộ nghèo"),
    Column("guardian", "Họ tên phụ huynh", "Nguyễn Văn Hiếu"),
    Column("phone", "Số điện thoại", "0710000000"),
    Column("grants", "Số suất", 1.0),
    Column("amount_each", "Mức/suất (đồng)", 500_000.0),
    Column("amount", "Thành tiền (đồng)", 500_000.0),
    Column("awarded_on", "Ngày trao", "5/9/2025"),
    Column("note", "Ghi chú"),
)
SCHOLARSHIPS: Final[Readable[ScholarshipRow]] = Readable(
    SHAPE,
    "Họ và tên, Lớp, Số suất, Mức/suất, Thành tiền",
    judged,
    template=TEMPLATE,
    notes=noting({"name": of_name, "phone": of_phone, "school_class": of_class}),
)
