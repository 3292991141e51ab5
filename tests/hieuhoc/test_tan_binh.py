"""The demo data add up to what the report of Tân Bình says, before anything is loaded."""

from collections import Counter
from decimal import Decimal
from uuid import UUID, uuid4

from hieuhoc.laptop import tan_binh
from services.rollups.figures.ratios import percent

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


def test_43_clans_112_units_and_185_citizens_of_the_pilot_run_too() -> None:
    wards = [str(uuid4()) for _ in tan_binh.WARDS]
    hamlets = [str(each) for each in HAMLETS]
    assert len(list(tan_binh.clan_rows(hamlets))) == 43
    units = Counter(row["place_id"] for row in tan_binh.unit_rows(wards))
    assert (sum(units.values()), len(units)) == (112, 15)
    citizens = list(tan_binh.citizen_rows(hamlets[:3]))
    assert len(citizens) == 185
    places = {str(n): hamlets[0] for n in range(5)}
    assert [row["bearer_id"] for row in tan_binh.runs("clan", "clan", places)] == list(places)


def test_60358_members_would_be_17_34_per_cent_of_the_inhabitants() -> None:
    assert percent(60_358, tan_binh.INHABITANTS) == Decimal("17.34")


def test_the_awards_count_1475_grants() -> None:
    assert sum(row["grants"] for row in tan_binh.award_rows()) == 1_475
