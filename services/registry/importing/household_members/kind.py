"""What makes lists of families with their members a kind of their own."""

from typing import Final

from services.registry.importing.families.correcting import CORRECTS
from services.registry.importing.household_members.households import Household, judged
from services.registry.importing.household_members.running import taken
from services.registry.importing.household_members.shape import SHAPE
from shared.importing.kinds import Kind
from shared.importing.noting import PEOPLE, noting, of_birth

FAMILIES_WITH_MEMBERS: Final[Kind[Household]] = Kind(
    SHAPE,
    "Số TT hộ, Họ và tên, Quan hệ với chủ hộ, Năm sinh, Số định danh",
    judged,
    taken,
    actions=("registry.family.register", "registry.family.member"),
    notes=noting(PEOPLE | {"man": of_birth, "woman": of_birth}),
    corrects=CORRECTS,
)
