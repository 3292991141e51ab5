"""Quận Tân Bình in the autumn of 2022, record by record, as its association reported it.

Source: the report of 24/9/2022 on the district's quarterly meeting: 58.234 of 64.536 families, all
43 clans, 117 khu phố of 15 wards and 112 units, and 185 citizens of the pilot in three wards
registered for the titles of 2022; 3 classes on the party's documents; 1.475 scholarships. The
number of inhabitants is worked out: 60.358 members were 17,34% of them. How all of it spreads over
wards and days is made up, as is every person and every name.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from shared.vocabulary.identifiers import derived_id

PROVINCE: Final = "79"
DISTRICT: Final = "766"
WARDS: Final = (
    "26977", "26965", "26980", "26968", "26989", "26995", "26986", "26998", "27001", "26992",
    "26983", "26971", "26974", "27004", "27007",
)  # fmt: skip
"""Phường 1 to Phường 15, by the codes in force until 1 July 2025."""
HAMLETS: Final = 117
FAMILIES: Final = 64_536
CANDIDACIES: Final = 58_234
CLANS: Final = 43
UNITS: Final = 112
UNIT_KINDS: Final = ("school", "agency", "enterprise")
CITIZENS: Final = 185
PILOT: Final = (WARDS[3], WARDS[11], WARDS[14])
"""Phường 4, 12 and 15."""
INHABITANTS: Final = 348_100
SCHOLARSHIPS: Final = 1_475
GRANTS_PER_AWARD: Final = 25
TITLE_YEAR: Final = 2022
REPORTED_ON: Final = date(2022, 9, 23)
FAMILIES_ON: Final = date(2022, 1, 4)
CANDIDACIES_ON: Final = date(2022, 3, 15)
CLASSES_ON: Final = (date(2022, 7, 14), date(2022, 8, 11), date(2022, 9, 8))
AWARDED_ON: Final = date(2022, 9, 5)


@dataclass(frozen=True)
class Hamlet:
    """A khu phố: which ward it lies in, and its number there."""

    ward: str
    number: int


def hamlets() -> list[Hamlet]:
    """117 khu phố, spread over the 15 wards as evenly as they go."""
    wards = [WARDS[n % len(WARDS)] for n in range(HAMLETS)]
    return [Hamlet(ward, wards[:n].count(ward) + 1) for n, ward in enumerate(wards)]


def family_rows(hamlet_ids: list[UUID], families: int = FAMILIES) -> Iterator[dict[str, Any]]:
    """One row for each family, its head a made-up person."""
    for n in range(families):
        yield {
            "place_id": str(hamlet_ids[n % len(hamlet_ids)]),
            "registered_on": FAMILIES_ON.isoformat(),
            "head": {"full_name": f"Chủ hộ số {n + 1}"},
        }


def candidacy_rows(
    family_ids: list[str], candidacies: int = CANDIDACIES
) -> Iterator[dict[str, Any]]:
    """One row for each family that registers, chosen evenly; every tenth is a new one."""
    for n in range(candidacies):
        yield {
            "bearer_kind": "family",
            "bearer_id": family_ids[n * len(family_ids) // candidacies],
            "title": "family",
            "title_year": TITLE_YEAR,
            "registration": "new" if n % 10 == 0 else "renewed",
            "registered_on": CANDIDACIES_ON.isoformat(),
        }


def clan_rows(hamlet_ids: list[str]) -> Iterator[dict[str, Any]]:
    for n in range(CLANS):
        named = {"name": f"Dòng họ số {n + 1}"}
        yield named | _registered(hamlet_ids[n * len(hamlet_ids) // CLANS])


def unit_rows(ward_ids: list[str]) -> Iterator[dict[str, Any]]:
    for n in range(UNITS):
        named = {"name": f"Đơn vị số {n + 1}", "kind": UNIT_KINDS[n % len(UNIT_KINDS)]}
        yield named | _registered(ward_ids[n % len(ward_ids)])


def citizen_rows(pilot_ids: list[str]) -> Iterator[dict[str, Any]]:
    """`pilot_ids`: the hamlets of the wards of the pilot."""
    for n in range(CITIZENS):
        who = {"person": {"full_name": f"Cán bộ số {n + 1}"}, "group_code": "officer"}
        yield who | _registered(pilot_ids[n % len(pilot_ids)])


def _registered(place_id: str) -> dict[str, Any]:
    return {"place_id": place_id, "registered_on": FAMILIES_ON.isoformat()}


def runs(kind: str, title: str, places: dict[str, str]) -> Iterator[dict[str, Any]]:
    """A candidacy of each bearer of that kind, by the place where it is."""
    for bearer_id, place_id in places.items():
        yield {
            "bearer_kind": kind,
            "bearer_id": bearer_id,
            "title": title,
            "title_year": TITLE_YEAR,
            "registration": "new",
            "registered_on": CANDIDACIES_ON.isoformat(),
            "place_id": place_id,
        }


def award_rows() -> Iterator[dict[str, Any]]:
    """1.475 grants (suất), 25 to an award."""
    for n in range(SCHOLARSHIPS // GRANTS_PER_AWARD):
        yield {
            "award_id": str(derived_id("demo", "award", n)),
            "recipient_ref": str(derived_id("demo", "recipient", n)),
            "grants": GRANTS_PER_AWARD,
            "amount_dong": GRANTS_PER_AWARD * 1_000_000,
            "awarded_on": AWARDED_ON.isoformat(),
        }
