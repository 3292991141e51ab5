"""What makes lists of donations a kind of their own."""

from typing import Final

from services.funding.importing.donations.list import DonationRow, judged, notes
from services.funding.importing.donations.shape import SHAPE
from shared.importing.columns import Column
from shared.importing.kinds import Readable

TEMPLATE: Final = (
    Column("received_on", "Ngày", "5/3/2025"),
    Column("donor", "Tên đơn vị, cá nhân ủng hộ", "Nguyễn Văn Hiếu"),
    Column("address", "Địa chỉ", "Ấp Vĩnh Bình"),
    Column("amount", "Số tiền (đồng)", 500_000.0),
    Column("receipt", "Phiếu thu số", "PT001/2025"),
    Column("goods", "Tên hiện vật"),
    Column("measure", "ĐVT"),
    Column("quantity", "Số lượng"),
    Column("amount_each", "Đơn giá (đồng)"),
    Column("value", "Giá trị ước (đồng)"),
    Column("note", "Ghi chú"),
)
DONATIONS: Final[Readable[DonationRow]] = Readable(
    SHAPE,
    "Ngày, Tên đơn vị, cá nhân ủng hộ, Số tiền, Phiếu thu số",
    judged,
    template=TEMPLATE,
    notes=notes,
)
