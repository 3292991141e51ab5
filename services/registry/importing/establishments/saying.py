"""What is said of an establishment: its kind, and its name without abbreviations."""

import re
from collections.abc import Mapping
from typing import Final

from shared.vocabulary.folding import bare, sounded

_KINDS: Final[Mapping[str, str]] = {
    "armed": r"vu trang|cong an|quan su|quan doi|bo doi|bien phong",
    "religious": r"ton giao|tin nguong|tho tu|chua|giao xu|thanh that",
    "enterprise": r"doanh nghiep|hop tac xa|htx|cong ty|kinh doanh|san xuat|kinh te",
    "school": r"truong|giao duc|dao tao|nha truong|mam non",
    "agency": r"co quan|hanh chinh|su nghiep|dang|doan the|uy ban|mat tran|y te",
}
"""The first that is said is it: «cơ quan quân sự» is armed."""
_SHORT: Final[Mapping[str, str]] = {
    "th": "tiểu học", "thcs": "trung học cơ sở", "thpt": "trung học phổ thông", "mn": "mầm non",
    "mg": "mẫu giáo", "ubnd": "ủy ban nhân dân", "hdnd": "hội đồng nhân dân", "cp": "cổ phần",
    "tnhh": "trách nhiệm hữu hạn", "cty": "công ty", "htx": "hợp tác xã", "ca": "công an",
    "tt": "trung tâm", "mttq": "mặt trận tổ quốc", "dn": "doanh nghiệp", "bch": "ban chỉ huy",
}  # fmt: skip
_LONG: Final = {short: sounded(words) for short, words in _SHORT.items()}
_DOTS: Final = re.compile(r"(?<=\w)\.(?=\w)")


def kind_said(words: str) -> str | None:
    """None: none is said, or nothing known."""
    plain = bare(words)
    return next((kind for kind, way in _KINDS.items() if re.search(rf"\b({way})\b", plain)), None)


def in_full(name: str) -> str:
    """By which two names are one: Trường TH Bàu Sen and Trường Tiểu học Bàu Sen."""
    plain = _DOTS.sub("", name)
    words = zip(bare(plain).split(), sounded(plain).split(), strict=False)
    return " ".join(_LONG.get(short, heard) for short, heard in words)
