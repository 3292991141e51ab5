"""What makes lists of counts of places a kind of their own."""

from typing import Final

from services.registry.importing.populations.list import PopulationRow, judged
from services.registry.importing.populations.running import taken
from services.registry.importing.populations.shape import SHAPE
from shared.importing.columns import Column
from shared.importing.kinds import Kind

TEMPLATE: Final = (
    Column("place", "Địa bàn", "Khu phố 1"),
    Column("code", "Mã địa bàn", "26983"),
    Column("inhabitants", "Dân số", 2_686.0),
    Column("households", "Số hộ", 810.0),
    Column("adults", "Số người từ 18 tuổi", 1_950.0),
    Column("workers", "Số lao động", 1_400.0),
    Column("officers", "Số cán bộ, công chức, viên chức", 60.0),
    Column("pupils", "Số học sinh", 540.0),
    Column("counted_on", "Tính đến ngày", "1/7/2025"),
    Column("source", "Nguồn số liệu", "địa phương báo cáo",
           ("tổng điều tra", "thống kê", "sổ cư trú", "nội vụ", "giáo dục", "địa phương báo cáo")),
    Column("note", "Ghi chú"),
)  # fmt: skip
POPULATION: Final[Kind[PopulationRow]] = Kind(
    SHAPE,
    "Địa bàn, Dân số, Số hộ, Số người từ 18 tuổi",
    judged,
    taken,
    actions=("registry.population.state",),
    template=TEMPLATE,
)
