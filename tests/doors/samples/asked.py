"""A request for every operation of every service."""

from functools import partial
from uuid import uuid4

from tests.doors.samples.activities import activities
from tests.doors.samples.attendances import attendances
from tests.doors.samples.bodies import (
    allocated_fund_body,
    award_body,
    candidacy_body,
    decision_body,
    fund_body,
    revocation_body,
    withdrawal_body,
)
from tests.doors.samples.documents import documents
from tests.doors.samples.organisation import organisation
from tests.doors.samples.plans import plans
from tests.doors.samples.registry import (
    _centres,
    _citizens,
    _clan_members,
    _clans,
    _consents,
    _establishments,
    _lives_of_families,
    _registry,
    _requests,
)
from tests.doors.samples.things import Body, Sample, World
from tests.support import land


def samples(world: World) -> dict[str, Sample]:
    bearers = _lives_of_families(world) | _clans(world) | _establishments(world)
    bearers |= _citizens(world) | _clan_members(world) | organisation(world) | _centres(world)
    bearers |= activities(world) | documents(world) | plans(world) | attendances(world)
    of_registry = _registry(world) | bearers | _consents(world) | _requests(world)
    return of_registry | _recognition(world) | _others(world)


def _recognition(world: World) -> dict[str, Sample]:
    family, hamlet = world.family, world.hamlet
    candidacy, verdict = candidacy_body, decision_body
    decision = partial(verdict, family)

    def document() -> Body:
        return {key: value for key, value in decision().items() if not key.startswith("bearer_")}

    bearer = {"bearer_kind": "family", "bearer_id": family}
    withdrawal, revocation = partial(withdrawal_body, family), partial(revocation_body, family)
    loss = bearer | {"ground_code": "forged-evidence"}

    def revoking() -> Body:
        return {key: value for key, value in revocation().items() if key not in loss}

    return {
        "POST /recognition/v1/candidacies": Sample(body=partial(candidacy, family, hamlet)),
        "POST /recognition/v1/candidacies/bulk": Sample(
            body=lambda: {"rows": [candidacy(family, hamlet)]},
            row=lambda: candidacy(str(uuid4()), str(land.COMMUNE)),
        ),
        "GET /recognition/v1/candidacies": Sample(
            query={"place_id": hamlet, "on": "2026-01-05", "limit": "1"}
        ),
        "GET /recognition/v1/candidacies/held-by-nobody": Sample(
            query={"place_id": hamlet, "limit": "1"}
        ),
        "POST /recognition/v1/withdrawals": Sample(body=withdrawal),
        "POST /recognition/v1/withdrawals/bulk": Sample(
            body=lambda: {"rows": [withdrawal()]}, row=withdrawal
        ),
        "POST /recognition/v1/revocations": Sample(body=revocation),
        "POST /recognition/v1/revocations/bulk": Sample(
            body=lambda: revoking() | {"rows": [loss]}, row=lambda: dict(loss)
        ),
        "POST /recognition/v1/decisions": Sample(body=decision),
        "POST /recognition/v1/decisions/bulk": Sample(
            body=lambda: document() | {"rows": [bearer]}, row=lambda: dict(bearer)
        ),
        "GET /recognition/v1/bearers/{bearer_kind}/{bearer_id}/status": Sample(
            bearer, {"year": "2022", "title": "family", "on": "2026-01-05", "as_of": "2026-01-05"}
        ),
    }


def _others(world: World) -> dict[str, Sample]:
    place = str(land.PROVINCE)
    asked = {"place_id": place, "on": "2026-01-05", "title": "family", "year": "2022"}
    counted = asked | {"since": "2022-01-01", "measure": "families"}
    return _funds(world) | {
        "GET /notifications/v1/deliveries": Sample(query={"place_id": world.hamlet, "limit": "1"}),
        "GET /notifications/v1/deliveries/{delivery_id}": Sample({"delivery_id": world.delivery}),
        "GET /rollups/v1/figures": Sample(query=counted),
        "GET /rollups/v1/populations": Sample(query={"place_id": place, "on": "2026-01-05"}),
        "GET /rollups/v1/reports/families": Sample(query=asked),
        "GET /rollups/v1/lineage": Sample(query=counted | {"limit": "1"}),
    }


def _funds(world: World) -> dict[str, Sample]:
    fund = {"fund_id": world.fund}
    belongs = partial(allocated_fund_body, world.waiting_fund)
    return {
        "POST /funding/v1/funds": Sample(body=fund_body),
        "GET /funding/v1/funds/{fund_id}": Sample(fund),
        "POST /funding/v1/funds/{fund_id}/scholarships": Sample(fund, body=award_body),
        "GET /funding/v1/funds/{fund_id}/scholarships": Sample(fund, {"limit": "1"}),
        "POST /funding/v1/allocations": Sample(body=belongs),
        "POST /funding/v1/allocations/bulk": Sample(
            body=lambda: {"rows": [belongs()]}, row=belongs
        ),
        "GET /funding/v1/places/unallocated": Sample(query={"limit": "1"}),
        "GET /funding/v1/places/{place_id}/unallocated": Sample(
            {"place_id": str(land.SPLIT_COMMUNE)}, {"limit": "1"}
        ),
    }
