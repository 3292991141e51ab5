"""What makes lists of places a kind of their own."""

from typing import Final

from services.registry.importing.places.list import PlaceRow, judged
from services.registry.importing.places.running import taken
from services.registry.importing.places.shape import SHAPE
from shared.importing.columns import Column
from shared.importing.hamlet_names import KINDS
from shared.importing.kinds import Kind

TEMPLATE: Final = (
    Column("place", "Tên thôn, ấp, khu phố", "Khu phố 1"),
    Column("kind", "Loại địa bàn", "Khu phố", tuple(words[0] for words in KINDS.values())),
    Column("parent", "Thuộc xã, phường", "Phường Sài Gòn"),
    Column("parent_code", "Mã xã, phường", "26740"),
    Column("valid_from", "Ngày thành lập", "1/7/2025"),
    Column("document", "Số văn bản", "12/NQ-HĐND"),
    Column("note", "Ghi chú"),
)
PLACES: Final[Kind[PlaceRow]] = Kind(
    SHAPE,
    "Tên thôn (ấp, khu phố), Loại địa bàn, Thuộc xã, Ngày thành lập",
    judged,
    taken,
    actions=("registry.place.establish",),
    template=TEMPLATE,
)
