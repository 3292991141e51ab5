"""The titles (danh hiệu) of the learning society, and who may run for which.

Data, which recognition judges by, rollups count by and messages and reports read from. Of each
title and kind of bearer the id is stored and published for ever; its Vietnamese name is not.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

BEARER_KINDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "citizen": "công dân",
        "family": "gia đình",
        "clan": "dòng họ",
        "place": "địa bàn",  # thôn, tổ dân phố, xã: a community is the people of a place
        "establishment": "cơ quan, đơn vị",
    }
)
"""What a bearer (đối tượng xét danh hiệu) may be, and its Vietnamese name."""


@dataclass(frozen=True)
class Title:
    """`name` as it stands on a decision; `kinds` are those of the bearers that may run for it."""

    name: str
    kinds: frozenset[str]


TITLES: Final[Mapping[str, Title]] = MappingProxyType(
    {
        # QĐ 677/QĐ-TTg 2022; criteria: QĐ 324/QĐ-KHVN 2023
        "citizen": Title("Công dân học tập", frozenset({"citizen"})),
        # QĐ 281/QĐ-TTg 2014, QĐ 387/QĐ-TTg 2022; criteria: QĐ 324/QĐ-KHVN 2023
        "family": Title("Gia đình học tập", frozenset({"family"})),
        "clan": Title("Dòng họ học tập", frozenset({"clan"})),
        # thôn, tổ dân phố: as the family's; cấp xã, tỉnh: TT 25/2023/TT-BGDĐT
        "community": Title("Cộng đồng học tập", frozenset({"place"})),
        # in a commune: as the family's; above it: TT 24/2023/TT-BGDĐT
        "unit": Title("Đơn vị học tập", frozenset({"establishment"})),
        # older, given by decisions of associations in the provinces
        "studious-family": Title("Gia đình hiếu học", frozenset({"family"})),
        # by plans of provinces, as Vĩnh Phúc's of 2023–2030
        "model-village": Title("Làng văn hóa kiểu mẫu", frozenset({"place"})),
    }
)
"""By id."""
