"""What a centre may have is data."""

import pytest

from shared.vocabulary.facilities import FACILITIES, facilities


def test_of_clubs_a_number_is_said_and_of_a_seal_none() -> None:
    assert {"own-house", "seal", "loudspeaker", "library", "club"} <= FACILITIES.names.keys()
    assert "club" in FACILITIES.counted
    assert "seal" not in FACILITIES.counted
    assert FACILITIES.listed.split(", ") == sorted(FACILITIES.names)


@pytest.mark.parametrize(
    "said",
    [
        {"Trụ sở": {"name": "trụ sở"}},
        {"seal": {"name": ""}},
        {"seal": {}},
        {"x" * 65: {"name": "x"}},
    ],
)
def test_a_facility_without_code_or_name_does_not_start(said: dict[str, dict[str, str]]) -> None:
    with pytest.raises(ValueError, match="no facility"):
        facilities(said)
