"""Bodies of requests that are answered with 2xx."""

import secrets
from base64 import b64encode
from datetime import timedelta
from uuid import UUID, uuid4

from shared.vocabulary.calendar import civil_day, system_clock
from tests.doors.samples.things import Body, Lives, World
from tests.support import land

ASSOCIATIONS = "/registry/v1/associations"
CHAPTERS = "/registry/v1/chapters"
MEMBERSHIPS = "/registry/v1/memberships"
BOARDS = "/registry/v1/boards"
COMMITTEES = "/registry/v1/committees"
TERMS = "/registry/v1/terms"
CITIZENS = "/registry/v1/citizens"
POPULATIONS = "/registry/v1/populations"
CENTRES = "/registry/v1/centres"
CLASSES = "/registry/v1/classes"
SESSIONS = "/registry/v1/sessions"
ESTABLISHMENTS = "/registry/v1/establishments"
TODAY = civil_day(system_clock())
EXTENDED_TO = (TODAY + timedelta(days=20)).isoformat()
MOVED, ENDED = "2025-07-15", "2025-09-01"


def hamlet_body(commune: UUID = land.OTHER_COMMUNE) -> Body:
    name = f"Khu phố {secrets.token_hex(5)}"
    body = {"commune_id": str(commune), "kind": "khu-pho", "name": name}
    return body | {"valid_from": None, "document_number": "12/QĐ-UBND"}


def list_body(place: str = str(land.COMMUNE)) -> Body:
    """A list of one family, in a file of its own each time: no bytes come in twice."""
    hamlet, note = str(land.NEIGHBOUR)[:8], secrets.token_hex(8)
    lines = f"Họ và tên chủ hộ;Năm sinh;Khu phố;Ghi chú\r\nLê Thị Danh;1980;{hamlet};{note}\r\n"
    content = b64encode(lines.encode()).decode()
    body = {"kind": "families", "file_name": "danh-sach.csv", "content": content}
    answers = [{"question": "topic", "answer": "digital-skills"}]
    return body | {"place_id": place, "on": "2026-01-05", "answers": answers}


def mending_body() -> Body:
    return {
        "cells": [{"sheet": "csv", "row": 2, "column": "B", "value": "1981"}],
        "values": [{"field": "hamlet", "said": "KP lẻ", "meant": "Khu phố 1"}],
        "answers": [{"question": "topic", "answer": "law"}],
        "mapping": {
            "sheets": [
                {
                    "sheet": "csv",
                    "header_rows": [1],
                    "columns": [{"field": "name", "column": "A"}],
                    "left_out": False,
                }
            ]
        },
    }


def reorganisation_body(hamlet: str) -> Body:
    """A document of its own each time: the hamlet is called otherwise from that day on."""
    row = {"how": "renamed", "predecessor": hamlet, "name": f"Khu phố {secrets.token_hex(5)}"}
    number = f"{100_000 + secrets.randbelow(900_000)}/NQ-HĐND"
    return {"document_number": number, "effective_on": "2026-01-05", "rows": [row]}


def announced_number(hamlet: str) -> str:
    """Of the document that was announced beside this hamlet, to be cancelled."""
    return f"{100_000 + UUID(hamlet).int % 900_000}/NQ-HĐND"


def announced_body(hamlet: str, renamed: str) -> Body:
    row = {"how": "renamed", "predecessor": renamed, "name": f"Khu phố {secrets.token_hex(5)}"}
    said = {"document_number": announced_number(hamlet), "effective_on": "2090-01-01"}
    return said | {"rows": [row]}


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
        "endings/corrections": {**ended, "written_on": ENDED, "ended_on": ENDED},
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


def named_body(place: str) -> Body:
    return {"place_id": place, "full_name": "Nguyễn Thị Học", "birth_year": 1980}


def consent_body(person: str, purpose: str = "notify") -> Body:
    body = {"person_ref": person, "purpose_code": purpose, "channel_code": "paper"}
    return body | {"text_version": "2026-01-01", "given_on": "2026-02-03"}


def back_body(person: str) -> Body:
    body = {"person_ref": person, "purpose_code": "keep", "channel_code": "phone"}
    return body | {"withdrawn_on": "2026-03-04"}


def merge_body(merged: str, survivor: str) -> Body:
    body = {"kind": "person", "merged_id": merged, "survivor_id": survivor}
    return body | {"merged_on": "2026-03-01", "ground_code": "same-phone"}


def unmerge_body(merged: str) -> Body:
    return {"kind": "person", "merged_id": merged, "unmerged_on": "2026-03-02"}


def dismissal_body(one: str, other: str) -> Body:
    return {"kind": "person", "one_id": one, "other_id": other}


def request_body(person: str) -> Body:
    body = {"person_ref": person, "kind_code": "access", "channel_code": "in-person"}
    return body | {"received_on": TODAY.isoformat()}


def answer_body(request: str) -> Body:
    return {"request_id": request, "answered_on": TODAY.isoformat(), "outcome_code": "done"}


def clan_body(commune: UUID = land.COMMUNE) -> Body:
    return {"place_id": str(commune), "registered_on": "2025-08-01", "name": "Họ Nguyễn Văn"}


def citizen_body(commune: UUID = land.COMMUNE) -> Body:
    named = {"full_name": "Lê Thị Mới", "identity_number": None, "phone": "0901234567"}
    body = {"place_id": str(commune), "group_code": "worker", "registered_on": "2025-08-01"}
    return body | {"person": named}


def association_body(commune: UUID = land.COMMUNE) -> Body:
    named = {"name": "Hội Khuyến học xã Lưu Vệ", "document_number": "12/QĐ-UBND"}
    return {"place_id": str(commune), "founded_on": "2025-08-01"} | named


def handover_body(association: str, members_to: str, funds_to: str) -> Body:
    """As it was announced when it ended, so that nothing is changed."""
    said = {"announced_on": "2026-09-01", "document_number": "34/QĐ-UBND"}
    return {
        "association_id": association,
        **said,
        "members_to": [members_to],
        "funds_to": [funds_to],
    }


def chapter_body(association: str, place: UUID = land.COMMUNE) -> Body:
    of = {"association_id": association, "place_id": str(place), "host_kind": "school"}
    return of | {"name": "Chi hội trường tiểu học", "founded_on": "2025-09-05"}


def board_body(clan: str, place: UUID = land.COMMUNE) -> Body:
    of = {"place_id": str(place), "host_kind": "clan", "host_id": clan}
    return of | {"name": "Ban Khuyến học dòng họ Nguyễn", "founded_on": "2025-09-05"}


def committee_body(place: UUID = land.COMMUNE, founded_on: str = "2025-09-05") -> Body:
    at = {"place_id": str(place), "founded_on": founded_on}
    return at | {"agency_kind": "peoples-committee", "document_number": "15/QĐ-UBND"}


def term_body(association: str, chair: str) -> Body:
    return {"association_id": association, "person_ref": chair, "since": "2025-09-05"}


def membership_body(chapter: str) -> Body:
    """Of nobody who is named."""
    return {"chapter_id": chapter, "joined_on": "2025-09-06"}


def establishment_body(commune: UUID = land.COMMUNE) -> Body:
    named = {"kind": "school", "name": "Trường Tiểu học Kim Đồng"}
    return {"place_id": str(commune), "registered_on": "2025-08-01"} | named


def population_body(day: str = "2025-08-01", commune: UUID = land.COMMUNE) -> Body:
    """What is stated for another day may be corrected and withdrawn as often as it is asked."""
    of = {"place_id": str(commune), "population_kind": "households", "counted_on": day}
    return of | {"number": 1_204, "document_number": "12/BC-CTK"}


def no_population_body() -> Body:
    said = population_body("2025-10-01")
    return {name: said[name] for name in ("place_id", "population_kind", "counted_on")}


def correction_body(clan: str) -> Body:
    of_day, place = "2025-08-01", str(land.COMMUNE)
    return {"clan_id": clan, "of_day": of_day, "place_id": place, "day": of_day}


def clan_of(clan: str) -> Body:
    return {"clan_id": clan}


def clan_member_bodies(clan: str, head: str, lives: Lives) -> dict[str, Body]:
    """By what is asked of who belongs to a clan, each done already as far as lives are known."""
    of, joined = {"clan_id": clan}, {"joined_on": "2025-08-01"}
    gone = of | {"person_ref": lives.gone}
    right = {"written_on": "2025-08-01", **joined, "left_on": "2025-10-01"}
    return {
        "members": of | joined | {"person_ref": head},
        "heads": of | {"person_ref": head, "named_on": "2025-09-01"},
        "heads/corrections": of
        | {"person_ref": head, "written_on": "2025-09-01", "named_on": "2025-09-01"},
        "members/departures": gone | {"left_on": "2025-10-01"},
        "members/corrections": gone | right,
        "members/withdrawals": of | joined | {"person_ref": lives.never},
    }


def move_body(clan: str) -> Body:
    return {"clan_id": clan, "place_id": str(land.OTHER_COMMUNE), "moved_on": "2026-03-01"}


def dissolution_body(clan: str) -> Body:
    return {"clan_id": clan, "ended_on": "2026-09-01"}


def ended_before(day: str = "2026-09-01") -> Body:
    """An end as the books have it, so that nothing is changed."""
    return {"of_day": day, "ended_on": day}


def belonging_body(clan: str) -> Body:
    body = {"subject_kind": "clan", "subject_id": clan, "to_place_id": str(land.COMMUNE)}
    return body | {"effective_on": "2025-07-01"}


def centre_body(commune: UUID = land.COMMUNE) -> Body:
    return {"place_id": str(commune), "established_on": "2025-08-01"}


def named_centre_body() -> Body:
    named = {"name": "Trung tâm học tập cộng đồng", "document_number": "131/QĐ-UBND"}
    return centre_body() | named


def equipment_body() -> Body:
    """Of a centre that is to be named."""
    has = [{"facility_code": "own-house"}, {"facility_code": "club", "number": 9}]
    return {"equipped_year": 2025, "said_on": "2025-12-20", "facilities": has}


def rating_body() -> Body:
    """Of a centre that is to be named."""
    by = {"rater_code": "education-office", "rated_on": "2025-12-20"}
    return {"rating_year": 2025, "band_code": "good", "score": 86} | by


def organised_body(centre: str) -> Body:
    whose = {"organiser_kind": "centre", "organiser_id": centre}
    return whose | {"held_on": "2026-01-05", "topic_code": "law", "attendances": 30}


def class_body() -> Body:
    body = {"class_id": str(uuid4()), "held_on": "2026-01-05", "topic_code": "law"}
    return body | {"attendances": 30}


def fund_body(commune: UUID = land.COMMUNE) -> Body:
    return {"place_id": str(commune), "opened_on": "2025-08-01"}


def waiting_fund_body(commune: UUID | None) -> Body:
    """Of a commune that was split, unless it is to be of another."""
    if commune is not None:
        return fund_body(commune)
    return {"place_id": str(land.SPLIT_COMMUNE), "opened_on": "2025-06-01"}


def allocated_fund_body(fund: str) -> Body:
    """The day as it would be without one, as of hamlets."""
    body = {"fund_id": fund, "to_place_id": str(land.COMMUNE)}
    return body | {"effective_on": "2025-07-01", "decision_number": "12/QĐ-UBND"}


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
