"""What each published event adds."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

from services.rollups.measures.catalogue import HEARD
from services.rollups.measures.counting import contributions
from shared.contracts.envelope import Contract
from shared.vocabulary import kinds
from tests.rollups import events, learning, organisation
from tests.rollups.papers import PAPERS
from tests.rollups.test_held_contributions import MEMBERS

PLACE, OTHER = uuid4(), uuid4()
DAY = events.DAY
LATER, MONTH_LATER = date(2022, 9, 20), date(2022, 10, 1)
RUN, TITLE = events.candidacy(PLACE), events.recognition(PLACE)

EXPECTED: list[tuple[Contract, list[tuple[str, str, UUID, date, int]]]] = [
    (events.family(PLACE), [("families", "", PLACE, DAY, 1)]),
    *zip(
        events.family_restated(PLACE, to=OTHER),
        [
            [("families", "", PLACE, MONTH_LATER, -1), ("families", "", OTHER, MONTH_LATER, 1)],
            [("families", "", PLACE, date(2022, 9, 11), -1), ("families", "", PLACE, DAY, 1)],
            [("families", "", PLACE, MONTH_LATER, -1)],
            [("families", "", PLACE, MONTH_LATER, -1)],
            [("families", "", PLACE, DAY, -1)],
            [("families", "", PLACE, DAY, -1)],
            [("families", "", PLACE, DAY, 1)],
        ],
        strict=True,
    ),
    (events.clan(PLACE), [("clans", "", PLACE, DAY, 1)]),
    (events.clan_ended(PLACE), [("clans", "", PLACE, DAY, -1)]),
    (
        events.clan_moved(PLACE, to=OTHER),
        [("clans", "", PLACE, MONTH_LATER, -1), ("clans", "", OTHER, MONTH_LATER, 1)],
    ),
    (
        events.clan_corrected(PLACE),
        [("clans", "", PLACE, date(2022, 9, 11), -1), ("clans", "", PLACE, DAY, 1)],
    ),
    (events.clan_withdrawn(PLACE), [("clans", "", PLACE, DAY, -1)]),
    (events.centre(PLACE), [("centres", "", PLACE, DAY, 1)]),
    *zip(
        events.centre_restated(PLACE, to=OTHER),
        [
            [("centres", "", PLACE, MONTH_LATER, -1), ("centres", "", OTHER, MONTH_LATER, 1)],
            [("centres", "", PLACE, date(2022, 9, 11), -1), ("centres", "", PLACE, DAY, 1)],
            [("centres", "", PLACE, MONTH_LATER, -1)],
            [("centres", "", PLACE, MONTH_LATER, -1)],
            [("centres", "", PLACE, DAY, -1)],
        ],
        strict=True,
    ),
    *zip(
        organisation.centre_rated(PLACE),
        [
            [("centres-rated", "fair/2022", PLACE, DAY, 1)],
            [
                ("centres-rated", "fair/2022", PLACE, MONTH_LATER, -1),
                ("centres-rated", "good/2022", PLACE, MONTH_LATER, 1),
            ],
            [
                ("centres-rated", "fair/2022", PLACE, DAY, -1),
                ("centres-rated", "fair/2022", PLACE, MONTH_LATER, 1),
                ("centres-rated", "good/2022", PLACE, MONTH_LATER, -1),
            ],
        ],
        strict=True,
    ),
    *zip(
        organisation.centre_equipped(PLACE),
        [
            [
                *[("centre-facilities", f"{it}/2022", PLACE, DAY, 1) for it in ("seal", "club")],
                ("centre-facility-numbers", "seal/2022", PLACE, DAY, 1),
                ("centre-facility-numbers", "club/2022", PLACE, DAY, 3),
            ],
            [
                ("centre-facilities", "seal/2022", PLACE, MONTH_LATER, -1),
                ("centre-facilities", "club/2022", PLACE, MONTH_LATER, -1),
                ("centre-facilities", "club/2022", PLACE, MONTH_LATER, 1),
                ("centre-facility-numbers", "seal/2022", PLACE, MONTH_LATER, -1),
                ("centre-facility-numbers", "club/2022", PLACE, MONTH_LATER, -3),
                ("centre-facility-numbers", "club/2022", PLACE, MONTH_LATER, 4),
            ],
            [
                ("centre-facilities", "seal/2022", PLACE, DAY, -1),
                ("centre-facilities", "seal/2022", PLACE, MONTH_LATER, 1),
                ("centre-facilities", "club/2022", PLACE, DAY, -1),
                ("centre-facilities", "club/2022", PLACE, MONTH_LATER, 1),
                ("centre-facilities", "club/2022", PLACE, MONTH_LATER, -1),
                ("centre-facility-numbers", "seal/2022", PLACE, DAY, -1),
                ("centre-facility-numbers", "seal/2022", PLACE, MONTH_LATER, 1),
                ("centre-facility-numbers", "club/2022", PLACE, DAY, -3),
                ("centre-facility-numbers", "club/2022", PLACE, MONTH_LATER, 3),
                ("centre-facility-numbers", "club/2022", PLACE, MONTH_LATER, -4),
            ],
        ],
        strict=True,
    ),
    (events.establishment(PLACE), [("establishments", "school", PLACE, DAY, 1)]),
    (
        events.establishment_corrected(PLACE),
        [("establishments", "agency", PLACE, DAY, -1), ("establishments", "school", PLACE, DAY, 1)],
    ),
    (
        events.establishment_moved(PLACE, to=OTHER),
        [
            ("establishments", "school", PLACE, MONTH_LATER, -1),
            ("establishments", "school", OTHER, MONTH_LATER, 1),
        ],
    ),
    (
        events.establishment_ended(PLACE),
        [("establishments", "school", PLACE, date(2022, 9, 11), -1)],
    ),
    (events.establishment_withdrawn(PLACE), [("establishments", "school", PLACE, DAY, -1)]),
    *zip(
        events.bearers_merged(PLACE),
        (
            [("clans", "", PLACE, DAY, -1)],
            [("clans", "", PLACE, DAY, 1)],
            [("establishments", "school", PLACE, DAY, -1)],
            [("establishments", "school", PLACE, DAY, 1)],
        ),
        strict=True,
    ),
    (events.citizen(PLACE), [("citizens", "worker", PLACE, DAY, 1)]),
    *zip(
        events.citizen_restated(PLACE, to=OTHER),
        [
            [
                ("citizens", "worker", PLACE, MONTH_LATER, -1),
                ("citizens", "pupil", OTHER, MONTH_LATER, 1),
            ],
            [("citizens", "pupil", PLACE, DAY, -1), ("citizens", "worker", PLACE, DAY, 1)],
            [("citizens", "worker", PLACE, MONTH_LATER, -1)],
            [("citizens", "worker", PLACE, DAY, -1)],
            [("citizens", "worker", PLACE, DAY, -1)],
            [("citizens", "worker", PLACE, DAY, 1)],
        ],
        strict=True,
    ),
    (organisation.association(PLACE), [("associations", "commune", PLACE, DAY, 1)]),
    *zip(
        organisation.association_restated(PLACE, level="district"),
        [
            [
                ("associations", "district", PLACE, date(2022, 9, 11), -1),
                ("associations", "district", PLACE, DAY, 1),
            ],
            [("associations", "district", PLACE, MONTH_LATER, -1)],
            [("associations", "district", PLACE, MONTH_LATER, -1)],
            [("associations", "district", PLACE, DAY, -1)],
        ],
        strict=True,
    ),
    (organisation.chapter(PLACE), [("chapters", "hamlet", PLACE, DAY, 1)]),
    *zip(
        organisation.chapter_restated(PLACE, host_kind="school"),
        [
            [
                ("chapters", "school", PLACE, date(2022, 9, 11), -1),
                ("chapters", "school", PLACE, DAY, 1),
            ],
            [
                ("chapters", "school", PLACE, MONTH_LATER, -1),
                ("chapters", "school", PLACE, MONTH_LATER, 1),
            ],
            [("chapters", "school", PLACE, MONTH_LATER, -1)],
            [("chapters", "school", PLACE, MONTH_LATER, -1)],
            [("chapters", "school", PLACE, DAY, -1)],
        ],
        strict=True,
    ),
    (organisation.board(PLACE), [("boards", "clan", PLACE, DAY, 1)]),
    *zip(
        organisation.board_restated(PLACE, host_kind="school"),
        [
            [
                ("boards", "school", PLACE, date(2022, 9, 11), -1),
                ("boards", "school", PLACE, DAY, 1),
            ],
            [("boards", "school", PLACE, MONTH_LATER, -1)],
            [("boards", "school", PLACE, MONTH_LATER, -1)],
            [("boards", "school", PLACE, DAY, -1)],
        ],
        strict=True,
    ),
    (organisation.committee(PLACE), [("committees", "commune", PLACE, DAY, 1)]),
    *zip(
        organisation.committee_restated(PLACE, level="province"),
        [
            [
                ("committees", "province", PLACE, date(2022, 9, 11), -1),
                ("committees", "province", PLACE, DAY, 1),
            ],
            [("committees", "province", PLACE, MONTH_LATER, -1)],
            [("committees", "province", PLACE, MONTH_LATER, -1)],
            [("committees", "province", PLACE, DAY, -1)],
        ],
        strict=True,
    ),
    (organisation.membership(PLACE), [("members", "hamlet", PLACE, DAY, 1)]),
    *zip(
        organisation.membership_restated(PLACE, host_kind="association"),
        [
            [
                ("members", "association", PLACE, MONTH_LATER, -1),
                ("members", "school", PLACE, MONTH_LATER, 1),
            ],
            [
                ("members", "association", PLACE, date(2022, 9, 11), -1),
                ("members", "association", PLACE, DAY, 1),
            ],
            [("members", "association", PLACE, MONTH_LATER, -1)],
            [("members", "association", PLACE, DAY, -1)],
        ],
        strict=True,
    ),
    (RUN, [("registered", "family/new/2022", PLACE, DAY, 1)]),
    (
        events.candidacy(PLACE, registration="renewed", title_year=2023),
        [("registered", "family/renewed/2023", PLACE, DAY, 1)],
    ),
    (TITLE, [("recognised", "family/2022", PLACE, DAY, 1)]),
    (
        events.withdrawal(events.candidacy(PLACE, registration="renewed"), LATER),
        [("registered", "family/renewed/2022", PLACE, LATER, -1)],
    ),
    (
        events.candidacy_moved(events.candidacy(PLACE), OTHER, LATER),
        [
            ("registered", "family/new/2022", PLACE, LATER, -1),
            ("registered", "family/new/2022", OTHER, LATER, 1),
        ],
    ),
    (events.candidacy_set_back(RUN), [("registered", "family/new/2022", PLACE, DAY, -1)]),
    (events.recognition_restored(TITLE), [("recognised", "family/2022", PLACE, DAY, 1)]),
    (
        events.revocation(events.recognition(PLACE), LATER),
        [("recognised", "family/2022", PLACE, LATER, -1)],
    ),
    (events.candidacy(PLACE, title="clan"), [("registered", "clan/new/2022", PLACE, DAY, 1)]),
    (
        events.class_held(PLACE),
        [
            ("classes", "digital-skills/centre/", PLACE, DAY, 1),
            ("attendances", "digital-skills/centre/", PLACE, DAY, 30),
            ("classes-cost-unsaid", "digital-skills/centre/", PLACE, DAY, 1),
        ],
    ),
    (
        learning.learning_class(PLACE, programme="learners-needs"),
        [
            ("classes", "law/association/learners-needs", PLACE, DAY, 1),
            ("attendances", "law/association/learners-needs", PLACE, DAY, 42),
            ("classes-cost-unsaid", "law/association/learners-needs", PLACE, DAY, 1),
        ],
    ),
    (
        learning.learning_class(PLACE, cost=1_500_000),
        [
            ("classes", "law/association/", PLACE, DAY, 1),
            ("attendances", "law/association/", PLACE, DAY, 42),
            ("class-cost", "law/association/", PLACE, DAY, 1_500_000),
        ],
    ),
    *zip(
        learning.class_restated(PLACE, to=OTHER),
        [
            [
                ("classes", "law/centre/", PLACE, DAY, -1),
                ("classes", "health/centre/literacy", OTHER, date(2022, 9, 11), 1),
                ("attendances", "law/centre/", PLACE, DAY, -42),
                ("attendances", "health/centre/literacy", OTHER, date(2022, 9, 11), 24),
                ("class-cost", "health/centre/literacy", OTHER, date(2022, 9, 11), 500_000),
                ("classes-cost-unsaid", "law/centre/", PLACE, DAY, -1),
            ],
            [
                ("classes", "law/centre/", PLACE, DAY, -1),
                ("attendances", "law/centre/", PLACE, DAY, -42),
                ("classes-cost-unsaid", "law/centre/", PLACE, DAY, -1),
            ],
            [],
        ],
        strict=True,
    ),
    (
        learning.activity(PLACE),
        [
            ("activities", "congress/centre/", PLACE, DAY, 1),
            ("activity-attendances", "congress/centre/", PLACE, DAY, 42),
        ],
    ),
    (
        learning.activity(PLACE, DAY, date(2015, 1, 1)),
        [
            ("activities", "congress/centre/2015-01-01", PLACE, DAY, 1),
            ("activity-attendances", "congress/centre/2015-01-01", PLACE, DAY, 42),
        ],
    ),
    *zip(
        learning.activity_restated(PLACE, DAY, date(2015, 1, 1), to=OTHER),
        [
            [
                ("activities", "movement/centre/2015-01-01", PLACE, DAY, -1),
                ("activities", "contest/centre/", OTHER, DAY, 1),
                ("activity-attendances", "movement/centre/2015-01-01", PLACE, DAY, -42),
                ("activity-attendances", "contest/centre/", OTHER, DAY, 24),
            ],
            [
                ("activities", "movement/centre/2015-01-01", PLACE, DAY, -1),
                ("activity-attendances", "movement/centre/2015-01-01", PLACE, DAY, -42),
            ],
            [],
        ],
        strict=True,
    ),
    *PAPERS,
    (
        learning.session(PLACE, programme="learners-needs"),
        [
            ("sessions", "law/association/learners-needs", PLACE, DAY, 1),
            ("session-attendances", "law/association/learners-needs", PLACE, DAY, 42),
            ("sessions-cost-unsaid", "law/association/learners-needs", PLACE, DAY, 1),
        ],
    ),
    (
        learning.session(PLACE, cost=1_500_000),
        [
            ("sessions", "law/association/", PLACE, DAY, 1),
            ("session-attendances", "law/association/", PLACE, DAY, 42),
            ("session-cost", "law/association/", PLACE, DAY, 1_500_000),
        ],
    ),
    *zip(
        learning.session_restated(PLACE, to=OTHER),
        [
            [
                ("sessions", "law/centre/", PLACE, DAY, -1),
                ("sessions", "health/centre/literacy", OTHER, date(2022, 9, 11), 1),
                ("session-attendances", "law/centre/", PLACE, DAY, -42),
                ("session-attendances", "health/centre/literacy", OTHER, date(2022, 9, 11), 24),
                ("session-cost", "health/centre/literacy", OTHER, date(2022, 9, 11), 500_000),
                ("sessions-cost-unsaid", "law/centre/", PLACE, DAY, -1),
            ],
            [
                ("sessions", "law/centre/", PLACE, DAY, -1),
                ("session-attendances", "law/centre/", PLACE, DAY, -42),
                ("sessions-cost-unsaid", "law/centre/", PLACE, DAY, -1),
            ],
            [],
        ],
        strict=True,
    ),
    (
        events.scholarship(PLACE, grants=2),
        [
            ("scholarship-grants", "", PLACE, DAY, 2),
            ("scholarship-amount", "", PLACE, DAY, 1_000_000),
        ],
    ),
]


@pytest.mark.parametrize(("event", "added"), EXPECTED)
def test_an_event_adds_at_its_place_from_its_day_on(
    event: Contract, added: list[tuple[str, str, UUID, date, int]]
) -> None:
    assert list(contributions(event)) == added


def test_every_event_that_is_heard_is_counted_somewhere() -> None:
    counted = {type(event) for event, _ in EXPECTED}
    assert counted | {type(event) for event, _ in MEMBERS} == set(HEARD)


@pytest.mark.parametrize(
    "told",
    [{"registration": "old"}, {"title": 'fa","mily'}, {"title": "x"}, {"title_year": 20222}],
)
def test_an_event_that_names_what_nobody_knows_cannot_be_folded(told: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="no such"):
        contributions(events.candidacy(PLACE, **told))


@pytest.mark.parametrize("year", [kinds.FIRST_TITLE_YEAR, kinds.LAST_TITLE_YEAR])
def test_every_title_year_that_can_be_published_is_counted(year: int) -> None:
    ((_, dimensions, *_),) = contributions(events.candidacy(PLACE, title_year=year))
    assert dimensions == f"family/new/{year}"
