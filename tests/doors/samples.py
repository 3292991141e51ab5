"""For every operation a request that is answered with 2xx: what the walk makes odd, piece by piece.

An operation without one fails the walk: add it here.
"""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from services.registry.places.territory.facts import TERRITORY_ID
from shared.vocabulary.calendar import civil_day, system_clock
from tests.journeys.conftest import register
from tests.journeys.deployment import Deployment, Officer
from tests.support import land
from tests.support.waiting import eventually

Body = dict[str, Any]
ESTABLISHMENTS = "/registry/v1/establishments"

TODAY = civil_day(system_clock())
EXTENDED_TO = (TODAY + timedelta(days=20)).isoformat()
WITHDRAWN_IF_TRIED = {"clan", "clan_to_move", "establishment", "establishment_to_move"}
"""What a sample needs again; of their kinds others are tried, which are there to be withdrawn."""
PLACES = (str(land.PROVINCE), str(land.COMMUNE), str(land.ENDED_HAMLET))


@dataclass(frozen=True)
class Sample:
    """`body` makes a new one each time. `row` is a row of many, if the body has `rows`."""

    path: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    body: Callable[[], Body] | None = None
    row: Callable[[], Body] | None = None


MOVED, ENDED = "2025-07-15", "2025-09-01"


@dataclass(frozen=True)
class Lives:
    """Families and members to whom everything has happened already."""

    ended: str
    withdrawn: str
    gone: str
    never: str
    parted: str
    mover: str
    child: str


@dataclass(frozen=True)
class World:
    """Something of every kind, heard of everywhere: ids by kind."""

    hamlet: str
    family: str
    head: str
    person_to_forget: str
    restricted: str
    request: str
    clan: str
    clan_to_move: str
    clan_to_withdraw: str
    waiting: str
    """Another clan, on the books of the commune that was split."""
    establishment: str
    establishment_to_move: str
    establishment_to_withdraw: str
    centre: str
    fund: str
    candidacy: str
    delivery: str
    lives: Lives | None = None

    @property
    def known(self) -> dict[str, str]:
        """By kind; what only lives know is asked for nowhere else."""
        return {kind: id_ for kind, id_ in vars(self).items() if isinstance(id_, str)}

    @property
    def ids(self) -> list[str]:
        """One of every kind, of nothing, and of everything."""
        nothing = (str(uuid4()), str(UUID(int=0)), str(TERRITORY_ID))
        lasting = [id_ for name, id_ in self.known.items() if name not in WITHDRAWN_IF_TRIED]
        return [*lasting, *PLACES, *nothing]


def world(deployment: Deployment, commune: UUID | None = None) -> World:
    """All of one commune, or of two in one province."""
    province = deployment.officer("province-officer", commune or land.PROVINCE)
    hamlet = str(_hamlet(province, commune or land.OTHER_COMMUNE))
    family = register(province, UUID(hamlet))
    for name in ("Trần Văn Quên", "Lê Thị Hạn"):
        register(province, UUID(hamlet), name)
    centre = province.post("/registry/v1/centres", **centre_body(commune or land.COMMUNE))[
        "centre_id"
    ]
    clan, moved, withdrawn = (
        province.post("/registry/v1/clans", **clan_body(commune or land.COMMUNE))["clan_id"]
        for _ in range(3)
    )
    waits = clan_body(commune or land.SPLIT_COMMUNE)
    waits |= {} if commune else {"registered_on": "2025-06-01"}
    waiting = province.post("/registry/v1/clans", **waits)["clan_id"]
    establishment, elsewhere, mistaken = (
        province.post(ESTABLISHMENTS, **establishment_body(commune or land.COMMUNE))[
            "establishment_id"
        ]
        for _ in range(3)
    )
    fund = province.post("/funding/v1/funds", **fund_body(commune or land.COMMUNE))["fund_id"]
    candidacy = province.post("/recognition/v1/candidacies", **candidacy_body(family, hamlet))
    _decided(province, family)
    _left(province, family, hamlet)
    head = _person(province, "Nguyễn Thị Học")
    province.post("/registry/v1/consents", **consent_body(head, "keep"))
    return World(
        hamlet=hamlet,
        family=family,
        head=head,
        person_to_forget=_person(province, "Trần Văn Quên"),
        restricted=_restricted(province),
        request=_request(province, head),
        clan=clan,
        clan_to_move=moved,
        clan_to_withdraw=withdrawn,
        waiting=waiting,
        establishment=establishment,
        establishment_to_move=elsewhere,
        establishment_to_withdraw=mistaken,
        centre=centre,
        fund=fund,
        candidacy=candidacy["candidacy_id"],
        delivery=_delivery(province, hamlet),
        lives=_lived(province, family, hamlet, commune or land.OTHER_COMMUNE),
    )


def _hamlet(province: Officer, commune: UUID) -> UUID:
    return UUID(province.post("/registry/v1/places", **hamlet_body(commune))["place_id"])


def _lived(province: Officer, family: str, hamlet: str, commune: UUID) -> Lives:
    """What the samples ask, done once. The one that moved came from another hamlet."""
    other = str(_hamlet(province, commune))
    families = "/registry/v1/families"
    ended = register(province, UUID(other), "Phạm Văn Dời")
    withdrawn = register(province, UUID(hamlet), "Phạm Văn Nhầm")
    people = [_member(province, family, name) for name in ("Gả", "Nhầm", "Riêng", "Theo", "Con")]
    lives = Lives(ended, withdrawn, *people)
    bodies = family_bodies(_knowing(hamlet, family, lives))
    for path in ("moves", "endings", "withdrawals", "splits"):
        province.post(f"{families}/{path}", **bodies[path])
    for path in ("members/departures", "members/withdrawals"):
        province.post(f"{families}/{path}", **bodies[path])
    return lives


def _knowing(hamlet: str, family: str, lives: Lives) -> World:
    """As far as what is asked of families goes."""
    told: dict[str, Any] = dict.fromkeys(World.__dataclass_fields__, "")
    return World(**told | {"hamlet": hamlet, "family": family, "lives": lives})


def _member(province: Officer, family: str, name: str) -> str:
    body = {"family_id": family, "joined_on": "2023-01-01", "relation_code": "child"}
    said = {"person": {"full_name": f"Lê Thị {name}"}}
    joined = province.post("/registry/v1/families/members", **body, **said)
    return str(joined["person_ref"])


def _person(province: Officer, name: str) -> str:
    found = eventually(
        lambda: province.post("/registry/v1/people/search", name=name)["items"], 15, name
    )
    return str(found[0]["person_ref"])


def _request(province: Officer, person: str) -> str:
    """One that is acknowledged and put off already: whoever says so again is answered alike."""
    request = province.post("/registry/v1/requests", **request_body(person))["request_id"]
    said = {"request_id": request}
    path = "/registry/v1/requests"
    province.post(f"{path}/acknowledgements", **said, acknowledged_on=TODAY.isoformat())
    province.post(f"{path}/extensions", **said, due_on=EXTENDED_TO)
    return str(request)


def _restricted(province: Officer) -> str:
    """Somebody whose processing was restricted, and is not any more."""
    person = _person(province, "Lê Thị Hạn")
    path, asked = "/registry/v1/requests", request_body(person) | {"kind_code": "restriction"}
    request = province.post(path, **asked)["request_id"]
    province.post(f"{path}/answers", **answer_body(request))
    province.post(f"{path}/resumptions", person_ref=person, resumed_on=TODAY.isoformat())
    return person


def _decided(province: Officer, family: str) -> None:
    asked = {"year": "2022"}
    path = f"/recognition/v1/bearers/family/{family}/status"
    eventually(lambda: (province.get(path, **asked) or {}).get("status") == "registered", 15)
    province.post("/recognition/v1/decisions", **decision_body(family))


def _left(province: Officer, family: str, hamlet: str) -> None:
    """Of other years: one candidacy withdrawn, one title revoked."""
    for year, path in ((2020, "withdrawals"), (2021, "revocations")):
        asked = candidacy_body(family, hamlet) | {"title_year": year}
        asked |= {"registered_on": f"{year}-02-01"}
        province.post("/recognition/v1/candidacies", **asked)
        if path == "revocations":
            decided = {"title_year": year, "decided_on": f"{year}-11-20"}
            province.post("/recognition/v1/decisions", **decision_body(family) | decided)
        body = withdrawal_body(family) if path == "withdrawals" else revocation_body(family)
        province.post(f"/recognition/v1/{path}", **body)


def _delivery(province: Officer, hamlet: str) -> str:
    def sent() -> list[Body]:
        found = province.get("/notifications/v1/deliveries", place_id=hamlet)
        return list((found or {"items": []})["items"])

    return str(eventually(sent, 20, "a delivery")[0]["delivery_id"])


def samples(world: World) -> dict[str, Sample]:
    bearers = _lives_of_families(world) | _clans(world) | _establishments(world)
    of_registry = _registry(world) | bearers | _consents(world) | _requests(world)
    return of_registry | _recognition(world) | _others(world)


def _registry(world: World) -> dict[str, Sample]:
    place, family, centre = world.hamlet, world.family, world.centre
    row = partial(family_body, place)
    correction = partial(person_correction_body, world.head)
    return {
        "GET /registry/v1/places": Sample(query={"code": "79", "on": "2026-01-05"}),
        "POST /registry/v1/places": Sample(body=hamlet_body),
        "POST /registry/v1/places/reorganisations": Sample(
            body=partial(reorganisation_body, place)
        ),
        "POST /registry/v1/places/allocations": Sample(body=allocation_body),
        "POST /registry/v1/places/allocations/bulk": Sample(
            body=lambda: {"rows": [allocation_body()]}, row=allocation_body
        ),
        "GET /registry/v1/places/{place_id}": Sample({"place_id": place}, {"on": "2026-01-05"}),
        "GET /registry/v1/places/{place_id}/children": Sample(
            {"place_id": str(land.PROVINCE)}, {"on": "2026-01-05", "limit": "1"}
        ),
        "GET /registry/v1/places/unallocated": Sample(query={"limit": "1"}),
        "GET /registry/v1/places/{place_id}/unallocated": Sample(
            {"place_id": str(land.SPLIT_COMMUNE)}, {"limit": "1"}
        ),
        "GET /registry/v1/places/search": Sample(
            query={
                "name": "khu",
                "within": str(land.PROVINCE),
                "on": "2026-01-05",
                "level": "hamlet",
            }
        ),
        "GET /registry/v1/places/{place_id}/history": Sample({"place_id": place}),
        "POST /registry/v1/places/names": Sample(
            body=lambda: {"place_ids": [place], "on": "2026-01-05"}
        ),
        "GET /registry/v1/families": Sample(query={"place_id": place, "limit": "1"}),
        "POST /registry/v1/families": Sample(body=row),
        "POST /registry/v1/families/bulk": Sample(body=lambda: {"rows": [row()]}, row=row),
        "GET /registry/v1/families/{family_id}": Sample({"family_id": family}),
        "GET /registry/v1/centres": Sample(query={"place_id": str(land.COMMUNE), "limit": "1"}),
        "POST /registry/v1/centres": Sample(body=centre_body),
        "GET /registry/v1/centres/{centre_id}": Sample({"centre_id": centre}),
        "POST /registry/v1/centres/{centre_id}/classes": Sample(
            {"centre_id": centre}, body=class_body
        ),
        "POST /registry/v1/people/search": Sample(body=lambda: {"name": "Học"}),
        "POST /registry/v1/people/names": Sample(body=lambda: {"person_refs": [world.head]}),
        "POST /registry/v1/people/names/export": Sample(body=lambda: {"person_refs": [world.head]}),
        "GET /registry/v1/people/{person_ref}": Sample({"person_ref": world.head}),
        "POST /registry/v1/people/corrections": Sample(body=correction),
        "POST /registry/v1/people/corrections/bulk": Sample(
            body=lambda: {"rows": [correction()]}, row=correction
        ),
        "GET /registry/v1/people/{person_ref}/corrections": Sample({"person_ref": world.head}),
        "GET /registry/v1/people/possible-duplicates": Sample(query={"limit": "1"}),
        "POST /registry/v1/people/{person_ref}/erasure": Sample(
            {"person_ref": world.person_to_forget}
        ),
    }


def _lives_of_families(world: World) -> dict[str, Sample]:
    """What changes families, and who belongs to them. What cannot be done twice to one family is
    done to families that nothing else is asked of."""
    families, bodies = "/registry/v1/families", family_bodies(world)
    found = {
        f"GET {families}/{{family_id}}/members": Sample(
            {"family_id": world.family}, {"on": "2026-01-05", "limit": "1"}
        )
    }
    for path, body in bodies.items():
        found[f"POST {families}/{path}"] = Sample(body=partial(dict, body))
        found[f"POST {families}/{path}/bulk"] = Sample(
            body=partial(_one_row, body), row=partial(dict, body)
        )
    return found


def _one_row(body: Body) -> Body:
    return {"rows": [dict(body)]}


def _requests(world: World) -> dict[str, Sample]:
    requests, request = "/registry/v1/requests", {"request_id": world.request}
    bodies: dict[str, Callable[[], Body]] = {
        "": partial(request_body, world.head),
        "/acknowledgements": lambda: request | {"acknowledged_on": TODAY.isoformat()},
        "/extensions": lambda: request | {"due_on": EXTENDED_TO},
        "/answers": partial(answer_body, world.request),
        "/resumptions": lambda: {
            "person_ref": world.restricted,
            "resumed_on": TODAY.isoformat(),
        },
    }
    found = {
        f"GET {requests}": Sample(
            query={"place_id": world.hamlet, "due_by": "2026-01-05", "limit": "1"}
        ),
        f"GET {requests}/{{request_id}}": Sample(request),
    }
    for path, body in bodies.items():
        found[f"POST {requests}{path}"] = Sample(body=body)
        found[f"POST {requests}{path}/bulk"] = Sample(body=partial(_rows, body), row=body)
    return found


def _clans(world: World) -> dict[str, Sample]:
    belongs = partial(belonging_body, world.waiting)
    clans, end = "/registry/v1/clans", partial(dissolution_body, world.clan)
    correct = partial(correction_body, world.clan)
    move, withdraw = (
        partial(move_body, world.clan_to_move),
        partial(clan_of, world.clan_to_withdraw),
    )
    return {
        "POST /registry/v1/allocations": Sample(body=belongs),
        "POST /registry/v1/allocations/bulk": Sample(
            body=lambda: {"rows": [belongs()]}, row=belongs
        ),
        f"GET {clans}": Sample(
            query={"place_id": str(land.COMMUNE), "on": "2026-01-05", "limit": "1"}
        ),
        f"POST {clans}": Sample(body=clan_body),
        f"POST {clans}/bulk": Sample(body=lambda: {"rows": [clan_body()]}, row=clan_body),
        f"GET {clans}/{{clan_id}}": Sample({"clan_id": world.clan}),
        f"POST {clans}/corrections": Sample(body=correct),
        f"POST {clans}/corrections/bulk": Sample(body=lambda: {"rows": [correct()]}, row=correct),
        f"POST {clans}/moves": Sample(body=move),
        f"POST {clans}/moves/bulk": Sample(body=lambda: {"rows": [move()]}, row=move),
        f"POST {clans}/dissolutions": Sample(body=end),
        f"POST {clans}/dissolutions/bulk": Sample(body=lambda: {"rows": [end()]}, row=end),
        f"POST {clans}/withdrawals": Sample(body=withdraw),
        f"POST {clans}/withdrawals/bulk": Sample(body=lambda: {"rows": [withdraw()]}, row=withdraw),
    }


def _consents(world: World) -> dict[str, Sample]:
    consents = "/registry/v1/consents"
    give, withdraw = partial(consent_body, world.head), partial(back_body, world.head)
    return {
        f"POST {consents}": Sample(body=give),
        f"POST {consents}/bulk": Sample(body=lambda: {"rows": [give()]}, row=give),
        f"POST {consents}/withdrawals": Sample(body=withdraw),
        f"POST {consents}/withdrawals/bulk": Sample(
            body=lambda: {"rows": [withdraw()]}, row=withdraw
        ),
        f"GET {consents}/{{person_ref}}": Sample({"person_ref": world.head}),
    }


def _establishments(world: World) -> dict[str, Sample]:
    this = {"establishment_id": world.establishment}
    of_day, place = "2025-08-01", str(land.COMMUNE)
    right = {"of_day": of_day, "place_id": place, "day": of_day, "kind": "agency"}
    away = {"place_id": str(land.OTHER_COMMUNE), "moved_on": "2026-03-01"}
    bodies: dict[str, Callable[[], Body]] = {
        "": establishment_body,
        "/names": lambda: this | {"name": "Trường THCS Lê Quý Đôn"},
        "/corrections": lambda: this | right,
        "/moves": lambda: {"establishment_id": world.establishment_to_move} | away,
        "/dissolutions": lambda: this | {"ended_on": "2026-09-01"},
        "/withdrawals": lambda: {"establishment_id": world.establishment_to_withdraw},
    }
    asked = {"place_id": place, "on": "2026-01-05", "limit": "1"}
    found = {
        f"GET {ESTABLISHMENTS}": Sample(query=asked),
        f"GET {ESTABLISHMENTS}/{{establishment_id}}": Sample(this),
    }
    for path, body in bodies.items():
        found[f"POST {ESTABLISHMENTS}{path}"] = Sample(body=body)
        rows = partial(_rows, body)
        found[f"POST {ESTABLISHMENTS}{path}/bulk"] = Sample(body=rows, row=body)
    return found


def _rows(body: Callable[[], Body]) -> Body:
    return {"rows": [body()]}


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
    fund, place = world.fund, str(land.PROVINCE)
    asked = {"place_id": place, "on": "2026-01-05", "title": "family", "year": "2022"}
    counted = asked | {"since": "2022-01-01", "measure": "families"}
    return {
        "POST /funding/v1/funds": Sample(body=fund_body),
        "GET /funding/v1/funds/{fund_id}": Sample({"fund_id": fund}),
        "POST /funding/v1/funds/{fund_id}/scholarships": Sample({"fund_id": fund}, body=award_body),
        "GET /funding/v1/funds/{fund_id}/scholarships": Sample({"fund_id": fund}, {"limit": "1"}),
        "GET /notifications/v1/deliveries": Sample(query={"place_id": world.hamlet, "limit": "1"}),
        "GET /notifications/v1/deliveries/{delivery_id}": Sample({"delivery_id": world.delivery}),
        "GET /rollups/v1/figures": Sample(query=counted),
        "GET /rollups/v1/reports/families": Sample(query=asked),
        "GET /rollups/v1/lineage": Sample(query=counted | {"limit": "1"}),
    }


def hamlet_body(commune: UUID = land.OTHER_COMMUNE) -> Body:
    name = f"Khu phố {secrets.token_hex(5)}"
    body = {"commune_id": str(commune), "kind": "khu-pho", "name": name}
    return body | {"valid_from": None, "document_number": "12/QĐ-UBND"}


def reorganisation_body(hamlet: str) -> Body:
    """A document of its own each time: the hamlet is called otherwise from that day on."""
    row = {"how": "renamed", "predecessor": hamlet, "name": f"Khu phố {secrets.token_hex(5)}"}
    number = f"{1 + secrets.randbelow(999_999)}/NQ-HĐND"
    return {"document_number": number, "effective_on": "2026-01-05", "rows": [row]}


def allocation_body() -> Body:
    """The day as it would be without one, so that whoever sends it again changes nothing."""
    body = {"place_id": str(land.SPLIT_HAMLET), "to_place_id": str(land.COMMUNE)}
    return body | {"effective_on": "2025-07-01", "document_number": "12/QĐ-UBND"}


def family_body(hamlet: str) -> Body:
    head = {"full_name": "Lê Thị Mới", "identity_number": None, "phone": "0901234567"}
    return {"place_id": hamlet, "registered_on": "2022-01-05", "head": head}


def family_bodies(world: World) -> dict[str, Body]:
    """By what is asked of a family. Each was done already, so that it may be asked any number of
    times; where lives are not known it is refused."""
    lives = world.lives or Lives(*[world.family] * 2, *[world.head] * 5)
    ended, going = {"family_id": lives.ended}, {"family_id": world.family}
    gone = {**going, "person_ref": lives.gone}
    right = {"written_on": "2023-01-01", "joined_on": "2023-01-01", "left_on": "2024-01-01"}
    mover = {"person_ref": lives.mover, "relation_code": "child"}
    return {
        "corrections": {**ended, "written_on": MOVED, "place_id": world.hamlet, "day": MOVED},
        "moves": {**ended, "place_id": world.hamlet, "moved_on": MOVED},
        "endings": {**ended, "ended_on": ENDED, "ground_code": "dissolved"},
        "withdrawals": {"family_id": lives.withdrawn},
        "splits": {
            **going,
            "place_id": world.hamlet,
            "split_on": "2025-08-01",
            "head_ref": lives.parted,
            "members": [mover],
        },
        "unions": {
            **ended,
            "into_family_id": world.family,
            "joined_on": ENDED,
            "relation_code": "other",
        },
        "heads": {**going, "named_on": "2022-06-01", "head_ref": world.head},
        "members": {
            **going,
            "joined_on": "2023-01-01",
            "relation_code": "child",
            "person_ref": lives.child,
        },
        "members/departures": {**gone, "left_on": "2024-01-01", "ground_code": "married"},
        "members/corrections": {**gone, **right, "relation_code": "child"},
        "members/withdrawals": {**going, "person_ref": lives.never, "joined_on": "2023-01-01"},
    }


def person_correction_body(person: str) -> Body:
    body = {"person_ref": person, "full_name": "Nguyễn Thị Học", "birth_year": 1980}
    return body | {"reason": "Ghi nhầm năm sinh"}


def consent_body(person: str, purpose: str = "notify") -> Body:
    body = {"person_ref": person, "purpose_code": purpose, "channel_code": "paper"}
    return body | {"text_version": "2026-01-01", "given_on": "2026-02-03"}


def back_body(person: str) -> Body:
    body = {"person_ref": person, "purpose_code": "keep", "channel_code": "phone"}
    return body | {"withdrawn_on": "2026-03-04"}


def request_body(person: str) -> Body:
    body = {"person_ref": person, "kind_code": "access", "channel_code": "in-person"}
    return body | {"received_on": TODAY.isoformat()}


def answer_body(request: str) -> Body:
    return {"request_id": request, "answered_on": TODAY.isoformat(), "outcome_code": "done"}


def clan_body(commune: UUID = land.COMMUNE) -> Body:
    return {"place_id": str(commune), "registered_on": "2025-08-01"}


def establishment_body(commune: UUID = land.COMMUNE) -> Body:
    named = {"kind": "school", "name": "Trường Tiểu học Kim Đồng"}
    return {"place_id": str(commune), "registered_on": "2025-08-01"} | named


def correction_body(clan: str) -> Body:
    of_day, place = "2025-08-01", str(land.COMMUNE)
    return {"clan_id": clan, "of_day": of_day, "place_id": place, "day": of_day}


def clan_of(clan: str) -> Body:
    return {"clan_id": clan}


def move_body(clan: str) -> Body:
    return {"clan_id": clan, "place_id": str(land.OTHER_COMMUNE), "moved_on": "2026-03-01"}


def dissolution_body(clan: str) -> Body:
    return {"clan_id": clan, "ended_on": "2026-09-01"}


def belonging_body(clan: str) -> Body:
    body = {"subject_kind": "clan", "subject_id": clan, "to_place_id": str(land.COMMUNE)}
    return body | {"effective_on": "2025-07-01"}


def centre_body(commune: UUID = land.COMMUNE) -> Body:
    return {"place_id": str(commune), "established_on": "2025-08-01"}


def class_body() -> Body:
    body = {"class_id": str(uuid4()), "held_on": "2026-01-05", "topic_code": "law"}
    return body | {"attendances": 30}


def fund_body(commune: UUID = land.COMMUNE) -> Body:
    return {"place_id": str(commune), "opened_on": "2025-08-01"}


def award_body() -> Body:
    body = {"award_id": str(uuid4()), "recipient_ref": str(uuid4()), "awarded_on": "2026-01-05"}
    return body | {"grants": 1, "amount_dong": 500_000}


def candidacy_body(family: str, hamlet: str) -> Body:
    body: Body = {"bearer_kind": "family", "bearer_id": family, "place_id": hamlet}
    body |= {"title": "family", "title_year": 2022}
    return body | {"registration": "new", "registered_on": "2022-02-01"}


def decision_body(family: str) -> Body:
    body = {"bearer_kind": "family", "bearer_id": family, "title": "family", "title_year": 2022}
    return body | {"decided_on": "2022-11-20", "decision_number": "12/QĐ-UBND"}


def withdrawal_body(family: str) -> Body:
    body: Body = {"bearer_kind": "family", "bearer_id": family, "title": "family"}
    return body | {"title_year": 2020, "withdrawn_on": "2020-05-02"}


def revocation_body(family: str) -> Body:
    body: Body = {"bearer_kind": "family", "bearer_id": family, "title": "family"}
    body |= {"title_year": 2021, "revoked_on": "2021-12-01", "decision_number": "45/QĐ-UBND"}
    return body | {"ground_code": "forged-evidence"}
