"""A request for every operation of the register."""

from collections.abc import Callable
from functools import partial

from tests.doors.samples.bodies import (
    CENTRES,
    CITIZENS,
    ESTABLISHMENTS,
    EXTENDED_TO,
    POPULATIONS,
    TODAY,
    allocation_body,
    announced_number,
    answer_body,
    back_body,
    belonging_body,
    citizen_body,
    clan_body,
    clan_member_bodies,
    clan_of,
    class_body,
    consent_body,
    correction_body,
    dismissal_body,
    dissolution_body,
    ended_before,
    equipment_body,
    establishment_body,
    family_bodies,
    family_body,
    hamlet_body,
    list_body,
    mending_body,
    merge_body,
    move_body,
    named_body,
    named_centre_body,
    no_population_body,
    person_correction_body,
    population_body,
    rating_body,
    reorganisation_body,
    request_body,
    unmerge_body,
)
from tests.doors.samples.things import Body, Lives, Sample, World
from tests.support import land


def _registry(world: World) -> dict[str, Sample]:
    return (
        _places(world.hamlet) | _populations() | _books(world) | _people(world) | _duplicates(world)
    )


def _places(place: str) -> dict[str, Sample]:
    return {
        "GET /registry/v1/places": Sample(query={"code": "79", "on": "2026-01-05"}),
        "POST /registry/v1/places": Sample(body=hamlet_body),
        "POST /registry/v1/places/reorganisations": Sample(
            body=partial(reorganisation_body, place)
        ),
        "POST /registry/v1/places/reorganisations/cancellations": Sample(
            body=lambda: {"document_number": announced_number(place)}
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
    }


def _populations() -> dict[str, Sample]:
    asked = {"place_id": str(land.COMMUNE), "on": "2026-01-05", "limit": "1"}
    found = {f"GET {POPULATIONS}": Sample(query=asked)}
    bodies: dict[str, Callable[[], Body]] = {
        "": population_body,
        "/corrections": partial(population_body, "2025-09-01"),
        "/withdrawals": no_population_body,
    }
    for path, body in bodies.items():
        found[f"POST {POPULATIONS}{path}"] = Sample(body=body)
        found[f"POST {POPULATIONS}{path}/bulk"] = Sample(body=partial(_rows, body), row=body)
    return found


def _books(world: World) -> dict[str, Sample]:
    place, family, centre = world.hamlet, world.family, world.centre
    row = partial(family_body, place)
    return {
        "GET /registry/v1/families": Sample(query={"place_id": place, "limit": "1"}),
        "POST /registry/v1/families": Sample(body=row),
        "POST /registry/v1/families/bulk": Sample(body=lambda: {"rows": [row()]}, row=row),
        "POST /registry/v1/imports": Sample(body=list_body),
        "GET /registry/v1/imports": Sample(query={"place_id": place, "limit": "1"}),
        "GET /registry/v1/imports/{import_id}": Sample({"import_id": world.list_import}),
        "GET /registry/v1/imports/templates/{kind}": Sample({"kind": "families"}),
        "GET /registry/v1/imports/{import_id}/workbook": Sample({"import_id": world.list_import}),
        "POST /registry/v1/imports/{import_id}/confirm": Sample({"import_id": world.list_import}),
        "POST /registry/v1/imports/{import_id}/mendings": Sample(
            {"import_id": world.list_to_mend}, body=mending_body
        ),
        "POST /registry/v1/imports/{import_id}/drop": Sample({"import_id": world.list_to_drop}),
        "POST /registry/v1/imports/{import_id}/undo": Sample({"import_id": world.list_to_undo}),
        "GET /registry/v1/families/{family_id}": Sample({"family_id": family}),
        "POST /registry/v1/centres/{centre_id}/classes": Sample(
            {"centre_id": centre}, body=class_body
        ),
    }


def _people(world: World) -> dict[str, Sample]:
    correction = partial(person_correction_body, world.head)
    named = partial(named_body, world.hamlet)
    return {
        "POST /registry/v1/people/search": Sample(body=lambda: {"name": "Học"}),
        "POST /registry/v1/people/names": Sample(body=lambda: {"person_refs": [world.head]}),
        "POST /registry/v1/people/names/export": Sample(body=lambda: {"person_refs": [world.head]}),
        "GET /registry/v1/people/{person_ref}": Sample({"person_ref": world.head}),
        "POST /registry/v1/people": Sample(body=named),
        "POST /registry/v1/people/bulk": Sample(body=lambda: {"rows": [named()]}, row=named),
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


def _duplicates(world: World) -> dict[str, Sample]:
    duplicates, two = "/registry/v1/duplicates", (world.twin, world.head)
    bodies: dict[str, Callable[[], Body]] = {
        "merges": partial(merge_body, *two),
        "unmerges": partial(unmerge_body, world.twin_apart),
        "dismissals": partial(dismissal_body, *two),
    }
    found = {
        f"GET {duplicates}/aliases": Sample(query={"place_id": world.hamlet, "limit": "1"}),
        f"GET {duplicates}/aliases/{{alias_id}}": Sample({"alias_id": world.twin}),
        f"GET {duplicates}/families": Sample(query={"limit": "1"}),
        f"GET {duplicates}/clans": Sample(query={"limit": "1"}),
        f"GET {duplicates}/establishments": Sample(query={"limit": "1"}),
        f"GET {duplicates}/reasons": Sample(
            query={"kind": "person", "one_id": world.twin, "other_id": world.head}
        ),
    }
    for path, body in bodies.items():
        found[f"POST {duplicates}/{path}"] = Sample(body=body)
        found[f"POST {duplicates}/{path}/bulk"] = Sample(body=partial(_rows, body), row=body)
    return found


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
        f"GET {requests}/{{request_id}}/texts": Sample(request),
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

    def right() -> Body:
        return {"clan_id": world.clan} | ended_before()

    def called() -> Body:
        return {"clan_id": world.clan, "name": "Họ Nguyễn Văn, thôn Đông"}

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
        f"POST {clans}/names": Sample(body=called),
        f"POST {clans}/names/bulk": Sample(body=lambda: {"rows": [called()]}, row=called),
        f"POST {clans}/corrections": Sample(body=correct),
        f"POST {clans}/corrections/bulk": Sample(body=lambda: {"rows": [correct()]}, row=correct),
        f"POST {clans}/moves": Sample(body=move),
        f"POST {clans}/moves/bulk": Sample(body=lambda: {"rows": [move()]}, row=move),
        f"POST {clans}/dissolutions": Sample(body=end),
        f"POST {clans}/dissolutions/bulk": Sample(body=lambda: {"rows": [end()]}, row=end),
        f"POST {clans}/dissolutions/corrections": Sample(body=right),
        f"POST {clans}/dissolutions/corrections/bulk": Sample(
            body=lambda: {"rows": [right()]}, row=right
        ),
        f"POST {clans}/withdrawals": Sample(body=withdraw),
        f"POST {clans}/withdrawals/bulk": Sample(body=lambda: {"rows": [withdraw()]}, row=withdraw),
    }


def _clan_members(world: World) -> dict[str, Sample]:
    clans, lives = (
        "/registry/v1/clans",
        world.lives or Lives(*[world.family] * 2, *[world.head] * 5),
    )
    found = {
        f"GET {clans}/{{clan_id}}/members": Sample(
            {"clan_id": world.clan}, {"on": "2026-01-05", "limit": "1"}
        )
    }
    for path, body in clan_member_bodies(world.clan, world.head, lives).items():
        found[f"POST {clans}/{path}"] = Sample(body=partial(dict, body))
        found[f"POST {clans}/{path}/bulk"] = Sample(
            body=partial(_one_row, body), row=partial(dict, body)
        )
    return found


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


def _centres(world: World) -> dict[str, Sample]:
    this, by_paper = {"centre_id": world.centre}, {"document_number": "45/QĐ-UBND"}
    of_day, place = "2025-08-01", str(land.COMMUNE)
    away = {"place_id": str(land.OTHER_COMMUNE), "moved_on": "2026-03-01"}
    into = {"into_centre_id": world.centre, "merged_on": "2026-09-01"} | by_paper
    name = {"name": "Trung tâm Văn hóa và Học tập cộng đồng", "renamed_on": "2026-03-01"}
    bodies: dict[str, Callable[[], Body]] = {
        "": named_centre_body,
        "/names": lambda: this | name | by_paper,
        "/corrections": lambda: this | {"of_day": of_day, "place_id": place, "day": of_day},
        "/moves": lambda: {"centre_id": world.centre_to_move} | away,
        "/mergers": lambda: {"centre_id": world.centre_to_merge} | into,
        "/dissolutions": lambda: this | {"ended_on": "2026-10-01"} | by_paper,
        "/dissolutions/corrections": lambda: this | ended_before("2026-10-01"),
        "/withdrawals": lambda: {"centre_id": world.centre_to_withdraw},
        "/ratings": lambda: this | rating_body(),
        "/ratings/withdrawals": lambda: this | {"rating_year": 2025},
        "/facilities": lambda: this | equipment_body(),
        "/facilities/withdrawals": lambda: this | {"equipped_year": 2025},
    }
    found = {
        f"GET {CENTRES}/{{centre_id}}/ratings": Sample(this),
        f"GET {CENTRES}/{{centre_id}}/facilities": Sample(this),
        f"GET {CENTRES}/facilities": Sample(
            query={"place_id": place, "year": "2025", "lacking": "seal", "limit": "1"}
        ),
        f"GET {CENTRES}": Sample(query={"place_id": place, "on": "2026-01-05", "limit": "1"}),
        f"GET {CENTRES}/{{centre_id}}": Sample(this),
    }
    for path, body in bodies.items():
        found[f"POST {CENTRES}{path}"] = Sample(body=body)
        found[f"POST {CENTRES}{path}/bulk"] = Sample(body=partial(_rows, body), row=body)
    return found


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
        "/dissolutions/corrections": lambda: this | ended_before(),
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


def _citizens(world: World) -> dict[str, Sample]:
    """Whoever asks again to register is asked for somebody new."""
    this, move = {"citizen_ref": world.citizen}, {"citizen_ref": world.citizen_to_move}
    here = {"place_id": str(land.COMMUNE), "group_code": "worker"}
    right = here | {"of_day": "2025-08-01", "day": "2025-08-01"}
    away = {"place_id": str(land.OTHER_COMMUNE), "group_code": "pupil", "moved_on": "2026-03-01"}
    bodies: dict[str, Callable[[], Body]] = {
        "": citizen_body,
        "/corrections": lambda: this | right,
        "/moves": lambda: move | away,
        "/endings": lambda: this | {"ended_on": "2026-09-01", "ground_code": "moved-away"},
        "/endings/corrections": lambda: this | ended_before(),
        "/withdrawals": lambda: {"citizen_ref": world.citizen_to_withdraw},
    }
    asked = {"place_id": str(land.COMMUNE), "on": "2026-01-05", "limit": "1"}
    found = {
        f"GET {CITIZENS}": Sample(query=asked),
        f"GET {CITIZENS}/{{citizen_ref}}": Sample(this),
    }
    for path, body in bodies.items():
        found[f"POST {CITIZENS}{path}"] = Sample(body=body)
        rows = partial(_rows, body)
        found[f"POST {CITIZENS}{path}/bulk"] = Sample(body=rows, row=body)
    return found


def _rows(body: Callable[[], Body]) -> Body:
    return {"rows": [body()]}
