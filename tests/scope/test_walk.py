"""Whatever is asked of whatever route: an officer sees what is his to see, and nothing else."""

import random
from collections.abc import Mapping
from typing import Any

import httpx2
import pytest

from shared.web.actions import declared_actions
from tests.doors.samples import Sample, samples
from tests.doors.samples import World as Known
from tests.journeys.deployment import Deployment
from tests.scope.officers import officers
from tests.scope.walk import Officer, walk
from tests.scope.world import World
from tests.support.sources import SERVICES
from tests.web.tokens import signed_in


def organised(world: World) -> dict[str, Any]:
    """Of who carries the movement, and of what is learnt."""
    return {
        "association": world.associations[0].association_id,
        "association_to_merge": world.associations[2].association_id,
        "association_to_withdraw": world.associations[1].association_id,
        "chapter": world.chapters[0].chapter_id,
        "chapter_to_merge": world.chapters[2].chapter_id,
        "chapter_to_withdraw": world.chapters[1].chapter_id,
        "board": world.boards[0].board_id,
        "board_to_merge": world.boards[2].board_id,
        "board_to_withdraw": world.boards[1].board_id,
        "committee": world.committees[0].committee_id,
        "committee_to_merge": world.committees[2].committee_id,
        "committee_to_withdraw": world.committees[1].committee_id,
        "membership": world.memberships[0].membership_id,
        "membership_to_withdraw": world.memberships[1].membership_id,
        "centre": world.centres[0].centre_id,
        "centre_to_move": world.centres[0].centre_id,
        "centre_to_merge": world.centres[1].centre_id,
        "centre_to_withdraw": world.centres[0].centre_id,
        "held_class": world.centres[0].classes[0].class_id,
        "planned_class": world.centres[0].classes[0].class_id,
        "class_to_withdraw": world.centres[0].classes[0].class_id,
        "contest": world.activities[0].activity_id,
        "minute": world.activities[0].activity_id,
        "plan": world.plans[0].plan_id,
        "plan_to_withdraw": world.plans[0].plan_id,
        "item": world.plans[0].item_id,
        "item_to_withdraw": world.plans[0].item_id,
        "review": world.plans[0].item_id,
        "list_import": world.imports[0].import_id,
        "list_to_drop": world.imports[1].import_id,
        "list_to_mend": world.imports[1].import_id,
        "list_to_undo": world.imports[1].import_id,
        "document": world.documents[0].document_id,
        "document_to_withdraw": world.documents[0].document_id,
        "activity": world.activities[0].activity_id,
        "activity_planned": world.activities[0].activity_id,
        "activity_to_withdraw": world.activities[0].activity_id,
        "session": world.sessions[0].session_id,
        "session_planned": world.sessions[0].session_id,
        "session_to_withdraw": world.sessions[0].session_id,
    }


def known(world: World) -> Mapping[str, Sample]:
    """What every operation is asked with where the walk says nothing else."""
    family = world.families[0]
    first: dict[str, Any] = {
        "hamlet": world.id_of(family.trace.place),
        "family": family.family_id,
        "head": family.head_ref,
        "person_to_forget": family.head_ref,
        "restricted": family.head_ref,
        "twin": family.head_ref,
        "twin_apart": family.head_ref,
        "request": world.requests[0].request_id,
        "clan": world.clans[0].clan_id,
        "clan_to_move": world.clans[2].clan_id,
        "clan_to_withdraw": world.clans[1].clan_id,
        "waiting": world.clans[0].clan_id,
        "establishment": world.establishments[0].establishment_id,
        "establishment_to_move": world.establishments[2].establishment_id,
        "establishment_to_withdraw": world.establishments[1].establishment_id,
        "citizen": world.citizens[0].citizen_ref,
        "citizen_to_move": world.citizens[2].citizen_ref,
        "citizen_to_withdraw": world.citizens[1].citizen_ref,
        "fund": world.funds[0].fund_id,
        "waiting_fund": world.funds[0].fund_id,
        "candidacy": family.family_id,
        "delivery": world.deliveries[0].delivery_id,
        **organised(world),
    }
    return samples(Known(**first))


@pytest.mark.parametrize("service", SERVICES)
async def test_everybody_sees_what_is_theirs_to_see_and_nothing_else(
    deployment: Deployment, world: World, seed: int, service: str
) -> None:
    port, provider = deployment.ports[service], deployment.provider
    document = httpx2.get(f"http://127.0.0.1:{port}/openapi.json").json()
    async with deployment.service(service).parts() as parts:
        actions = declared_actions(parts.app)
    wrong = []
    for number, grants in enumerate(officers(world.land, seed)):
        headers = signed_in(provider.token(grants, sub=f"officer-{number}"))
        chance = random.Random(seed + number)
        officer = Officer(world, port, headers, grants, chance)
        wrong += await walk(officer, document, actions, known(world))
    assert not wrong, "\n".join([f"{len(wrong)} answers (seed {seed}) are wrong:", *wrong[:40]])
