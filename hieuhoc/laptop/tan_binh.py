"""Quận Tân Bình in the autumn of 2022, record by record, as its association reported it.

Source: the report of 24/9/2022 on the district's quarterly meeting: 58.234 of 64.536 families
registered for the title of 2022, in 117 khu phố of 15 wards; 3 classes on the party's documents;
1.475 scholarships. How they spread over wards and days is made up, as is every person.
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
