"""The demo data add up to what the report of Tân Bình says, before anything is loaded."""

from collections import Counter
from uuid import UUID, uuid4

from hieuhoc.laptop import tan_binh

HAMLETS = [uuid4() for _ in range(tan_binh.HAMLETS)]


def test_there_are_117_hamlets_in_15_wards() -> None:
    hamlets = tan_binh.hamlets()
    assert len(set(hamlets)) == 117
    assert len({hamlet.ward for hamlet in hamlets}) == 15


def test_every_hamlet_has_its_share_of_64536_families() -> None:
    shares = Counter(UUID(row["place_id"]) for row in tan_binh.family_rows(HAMLETS))
    assert sum(shares.values()) == 64_536
    assert max(shares.values()) - min(shares.values()) <= 1


def test_58234_different_families_run_for_the_title() -> None:
    families = [str(n) for n in range(tan_binh.FAMILIES)]
    bearers = [row["bearer_id"] for row in tan_binh.candidacy_rows(families)]
    assert len(bearers) == len(set(bearers)) == 58_234


def test_the_awards_count_1475_grants() -> None:
    assert sum(row["grants"] for row in tan_binh.award_rows()) == 1_475
