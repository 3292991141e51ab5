"""Which names are written so much alike that they may be of one person."""

import pytest

from services.registry.people.vault.pairing import are_alike
from services.registry.people.vault.personal_data import PersonalData

THAO = "Nguyễn Thị Phương Thảo"


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        (THAO, "NGUYEN THI PHUONG THAO", True),
        (THAO, "Thảo Nguyễn Thị Phương", True),
        (THAO, "Nguyễn Thị Phương Tháo", True),
        (THAO, "Nguyễn Thị Phương Lan", False),
        ("Lê Thị Lan", "Lê Thị Lam", False),
        ("Trần Văn Đông", "Trần Văn Dông", True),
    ],
)
def test_names_are_alike_whatever_the_marks_and_the_order(
    one: str, other: str, alike: bool
) -> None:
    assert are_alike(PersonalData(one), PersonalData(other)) is alike


def test_whoever_is_as_old_may_lack_a_letter_and_whoever_is_not_is_another() -> None:
    lan = PersonalData("Lê Thị Lan", birth_year=1950)
    assert are_alike(lan, PersonalData("Lê Thị Lam", birth_year=1950))
    assert are_alike(lan, PersonalData("Lê Thị Lan"))
    assert not are_alike(lan, PersonalData("Lê Thị Lan", birth_year=1951))
