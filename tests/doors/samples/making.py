"""Something of every kind is made, once for all that is asked."""

from typing import Any
from uuid import UUID

from tests.doors.samples.activities import made_activities
from tests.doors.samples.attendances import ATTENDANCES
from tests.doors.samples.bodies import (
    ASSOCIATIONS,
    BOARDS,
    CENTRES,
    CHAPTERS,
    CITIZENS,
    CLASSES,
    COMMITTEES,
    ESTABLISHMENTS,
    EXTENDED_TO,
    MEMBERSHIPS,
    POPULATIONS,
    SESSIONS,
    TERMS,
    TODAY,
    announced_body,
    answer_body,
    association_body,
    board_body,
    candidacy_body,
    centre_body,
    chapter_body,
    citizen_body,
    clan_body,
    clan_member_bodies,
    committee_body,
    consent_body,
    decision_body,
    equipment_body,
    establishment_body,
    family_bodies,
    fund_body,
    hamlet_body,
    handover_body,
    list_body,
    membership_body,
    merge_body,
    organised_body,
    population_body,
    rating_body,
    request_body,
    revocation_body,
    term_body,
    waiting_fund_body,
    withdrawal_body,
)
from tests.doors.samples.documents import made_documents
from tests.doors.samples.plans import made_plans
from tests.doors.samples.things import Body, Lives, World
from tests.journeys.conftest import register
from tests.journeys.deployment import Deployment, Officer
from tests.support import land
from tests.support.waiting import eventually


def world(deployment: Deployment, commune: UUID | None = None) -> World:
    """All of one commune, or of two in one province."""
    province = deployment.officer("province-officer", commune or land.PROVINCE)
    hamlet = str(_hamlet(province, commune or land.OTHER_COMMUNE))
    family = register(province, UUID(hamlet))
    for name in ("Trần Văn Quên", "Lê Thị Hạn"):
        register(province, UUID(hamlet), name)
    beside = province.post("/registry/v1/places", **hamlet_body(commune or land.OTHER_COMMUNE))
    announced = announced_body(hamlet, str(beside["place_id"]))
    province.post("/registry/v1/places/reorganisations", **announced)
    funds = [
        province.post("/funding/v1/funds", **each)["fund_id"]
        for each in (fund_body(commune or land.COMMUNE), waiting_fund_body(commune))
    ]
    candidacy = province.post("/recognition/v1/candidacies", **candidacy_body(family, hamlet))
    _decided(province, family)
    _left(province, family, hamlet)
    head = _person(province, "Nguyễn Thị Học", hamlet)
    province.post("/registry/v1/consents", **consent_body(head, "keep"))
    bearers = _bearers(province, commune)
    lives = _lived(province, family, hamlet, commune or land.OTHER_COMMUNE)
    _in_clan(province, bearers["clan"], head, lives)
    _led(province, bearers["association"], bearers["board"], head)
    province.post(ATTENDANCES, session_id=bearers["session"], person_refs=[head])
    return World(
        hamlet=hamlet,
        family=family,
        head=head,
        person_to_forget=_person(province, "Trần Văn Quên", hamlet),
        restricted=_restricted(province, hamlet),
        twin=_twin(province, family, head, "Sinh"),
        twin_apart=_twin(province, family, head, "Song"),
        request=_request(province, head),
        **bearers,
        **_imports(province, commune),
        fund=funds[0],
        waiting_fund=funds[1],
        candidacy=candidacy["candidacy_id"],
        delivery=_delivery(province, hamlet),
        lives=lives,
    )


def _imports(province: Officer, commune: UUID | None) -> dict[str, str]:
    """Submitted, and not agreed to; one has finished."""
    place = str(commune or land.OTHER_COMMUNE)
    made = {
        name: str(province.post("/registry/v1/imports", **list_body(place))["import_id"])
        for name in ("list_import", "list_to_drop", "list_to_mend", "list_to_undo")
    }
    path = f"/registry/v1/imports/{made['list_to_undo']}"
    province.post(f"{path}/confirm")

    def has_finished() -> bool:
        return (province.get(path) or {}).get("state") == "finished"

    eventually(has_finished, 30, "an import that finished")
    return made


def _bearers(province: Officer, commune: UUID | None) -> dict[str, str]:
    """Clans, establishments, citizens and centres, each for what is asked of it; one clan waits to
    be allocated. The counts of the place are known by it."""
    clans, where = "/registry/v1/clans", commune or land.COMMUNE
    waits = clan_body(commune or land.SPLIT_COMMUNE)
    waits |= {} if commune else {"registered_on": "2025-06-01"}
    made = {
        name: str(province.post(clans, **clan_body(where))["clan_id"])
        for name in ("clan", "clan_to_move", "clan_to_withdraw")
    }
    made["waiting"] = str(province.post(clans, **waits)["clan_id"])
    for name in ("establishment", "establishment_to_move", "establishment_to_withdraw"):
        told = province.post(ESTABLISHMENTS, **establishment_body(where))
        made[name] = str(told["establishment_id"])
    for name in ("citizen", "citizen_to_move", "citizen_to_withdraw"):
        made[name] = str(province.post(CITIZENS, **citizen_body(where))["citizen_ref"])
    for name in ("association", "association_to_merge", "association_to_withdraw"):
        founded = province.post(ASSOCIATIONS, **association_body(where))
        made[name] = str(founded["association_id"])
    for name in ("chapter", "chapter_to_merge", "chapter_to_withdraw"):
        founded = province.post(CHAPTERS, **chapter_body(made["association"], where))
        made[name] = str(founded["chapter_id"])
    for name in ("board", "board_to_merge", "board_to_withdraw"):
        founded = province.post(BOARDS, **board_body(made["clan"], where))
        made[name] = str(founded["board_id"])
    made |= _committees(province, commune)
    for name in ("membership", "membership_to_withdraw"):
        started = province.post(MEMBERSHIPS, **membership_body(made["chapter"]))
        made[name] = str(started["membership_id"])
    for name in ("centre", "centre_to_move", "centre_to_merge", "centre_to_withdraw"):
        made[name] = str(province.post(CENTRES, **centre_body(where))["centre_id"])
        province.post(f"{CENTRES}/ratings", centre_id=made[name], **rating_body())
        province.post(f"{CENTRES}/facilities", centre_id=made[name], **equipment_body())
    made |= _classes(province, made["centre"]) | _sessions(province, made["centre"])
    made |= made_activities(province, made["centre"])
    made |= made_documents(province, made["centre"])
    made |= made_plans(province, made["centre"])
    _end(province, made)
    for day in ("2025-09-01", "2025-10-01"):
        province.post(POPULATIONS, **population_body(day, where))
    return made


def _end(province: Officer, made: dict[str, str]) -> None:
    """What is asked of an end is asked beside the end itself."""
    over = {"ended_on": "2026-09-01"}
    province.post("/registry/v1/clans/dissolutions", clan_id=made["clan"], **over)
    establishment = made["establishment"]
    province.post(f"{ESTABLISHMENTS}/dissolutions", establishment_id=establishment, **over)
    by = {"association_id": made["association"], "document_number": "34/QĐ-UBND"}
    province.post(f"{ASSOCIATIONS}/dissolutions", **by, **over)
    others = made["association_to_merge"], made["association_to_withdraw"]
    province.post(f"{ASSOCIATIONS}/handovers", **handover_body(made["association"], *others))
    paper = {"document_number": "45/QĐ-UBND", "ended_on": "2026-10-01"}
    province.post(f"{CENTRES}/dissolutions", centre_id=made["centre"], **paper)
    gone = over | {"ground_code": "moved-away"}
    province.post(f"{CITIZENS}/endings", citizen_ref=made["citizen"], **gone)


def _classes(province: Officer, centre: str) -> dict[str, str]:
    body = organised_body(centre)
    made = {
        name: str(province.post(CLASSES, **body)["class_id"])
        for name in ("held_class", "class_to_withdraw")
    }
    whose = {name: body[name] for name in ("organiser_kind", "organiser_id", "topic_code")}
    planned = province.post(f"{CLASSES}/plans", **whose, planned_on="2026-03-05")
    return made | {"planned_class": str(planned["class_id"])}


def _committees(province: Officer, commune: UUID | None) -> dict[str, str]:
    """One after the other, for a place has one at a time; of the province one that may go on in
    that of the commune."""
    where, made = commune or land.COMMUNE, {}
    days = {"committee_to_merge": "2025-07-01", "committee_to_withdraw": "2025-08-01"}
    for name, day in days.items():
        goes_on = name == "committee_to_merge" and commune is None
        at = committee_body(land.PROVINCE if goes_on else where, day)
        made[name] = str(province.post(COMMITTEES, **at)["committee_id"])
        if not goes_on:
            over = {"committee_id": made[name], "ended_on": "2025-08-01"}
            province.post(f"{COMMITTEES}/dissolutions", **over)
    made["committee"] = str(province.post(COMMITTEES, **committee_body(where))["committee_id"])
    return made


def _led(province: Officer, association: str, board: str, head: str) -> None:
    """What the samples ask of terms, done once: one was withdrawn, a post is withdrawn and one is
    over."""
    of, whose = {"association_id": association}, {"person_ref": head}
    never = of | whose | {"since": "2025-08-01", "until": "2025-08-02"}
    province.post(TERMS, **never)
    province.post(f"{TERMS}/withdrawals", **of, since="2025-08-01")
    province.post(TERMS, **term_body(association, head))
    province.post(TERMS, board_id=board, **whose, since="2025-09-05")
    deputy = of | whose | {"post_code": "deputy", "since": "2025-09-07"}
    province.post(f"{TERMS}/posts", **deputy)
    province.post(f"{TERMS}/posts/withdrawals", **deputy)
    member = of | whose | {"post_code": "standing-member"}
    province.post(f"{TERMS}/posts", **member, since="2025-09-06")
    province.post(f"{TERMS}/posts/ends", **member, until="2025-10-05")


def _sessions(province: Officer, centre: str) -> dict[str, str]:
    body = organised_body(centre)
    made = {
        name: str(province.post(SESSIONS, **body)["session_id"])
        for name in ("session", "session_to_withdraw")
    }
    whose = {name: body[name] for name in ("organiser_kind", "organiser_id", "topic_code")}
    planned = province.post(f"{SESSIONS}/plans", **whose, planned_on="2026-03-05")
    return made | {"session_planned": str(planned["session_id"])}


def _in_clan(province: Officer, clan: str, head: str, lives: Lives) -> None:
    """What the samples ask of its members, done once."""
    clans, bodies = "/registry/v1/clans", clan_member_bodies(clan, head, lives)
    for person in (lives.gone, lives.never):
        province.post(f"{clans}/members", **bodies["members"] | {"person_ref": person})
    for path, body in bodies.items():
        province.post(f"{clans}/{path}", **body)


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


def _person(province: Officer, name: str, hamlet: str) -> str:
    """Of that hamlet: another world may have somebody of the name."""

    def found() -> list[str]:
        items = province.post("/registry/v1/people/search", name=name)["items"]
        return [str(each["person_ref"]) for each in items if each["place_id"] == hamlet]

    return eventually(found, 15, name)[0]


def _request(province: Officer, person: str) -> str:
    """One that is acknowledged and put off already: whoever says so again is answered alike."""
    request = province.post("/registry/v1/requests", **request_body(person))["request_id"]
    said = {"request_id": request}
    path = "/registry/v1/requests"
    province.post(f"{path}/acknowledgements", **said, acknowledged_on=TODAY.isoformat())
    province.post(f"{path}/extensions", **said, due_on=EXTENDED_TO)
    return str(request)


def _twin(province: Officer, family: str, head: str, name: str) -> str:
    """Kept once more, and merged with the head."""
    twin = _member(province, family, name)
    province.post("/registry/v1/duplicates/merges", **merge_body(twin, head))
    return twin


def _restricted(province: Officer, hamlet: str) -> str:
    """Somebody whose processing was restricted, and is not any more."""
    person = _person(province, "Lê Thị Hạn", hamlet)
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
