"""A request for every operation on the movement's organisation."""

from collections.abc import Callable

from tests.doors.samples.bodies import (
    ASSOCIATIONS,
    BOARDS,
    CHAPTERS,
    CLASSES,
    COMMITTEES,
    MEMBERSHIPS,
    SESSIONS,
    TERMS,
    association_body,
    board_body,
    chapter_body,
    committee_body,
    ended_before,
    handover_body,
    membership_body,
    organised_body,
    term_body,
)
from tests.doors.samples.telling import commanded, told
from tests.doors.samples.things import Body, Sample, World
from tests.support import land


def organisation(world: World) -> dict[str, Sample]:
    return (
        _associations(world)
        | _chapters(world)
        | _boards(world)
        | _committees(world)
        | _terms(world)
        | _memberships(world)
        | _classes(world)
        | _sessions(world)
    )


def _associations(world: World) -> dict[str, Sample]:
    this, number = {"association_id": world.association}, {"document_number": "34/QĐ-UBND"}
    right = {"place_id": str(land.COMMUNE), "founded_on": "2025-08-01"}
    into = {"into_association_id": world.association, "ended_on": "2026-03-01"}
    others = world.association_to_merge, world.association_to_withdraw
    bodies: dict[str, Callable[[], Body]] = {
        "": association_body,
        "/names": lambda: this | {"name": "Hội Khuyến học phường", "since": "2025-09-01"},
        "/corrections": lambda: this | right | number,
        "/mergers": lambda: {"association_id": world.association_to_merge} | into | number,
        "/dissolutions": lambda: this | {"ended_on": "2026-09-01"} | number,
        "/dissolutions/corrections": lambda: this | ended_before(),
        "/handovers": lambda: handover_body(world.association, *others),
        "/withdrawals": lambda: {"association_id": world.association_to_withdraw},
    }
    found = {f"GET {ASSOCIATIONS}/{{association_id}}": Sample(this)}
    return found | told(ASSOCIATIONS, bodies)


def _chapters(world: World) -> dict[str, Sample]:
    this, of = {"chapter_id": world.chapter}, {"association_id": world.association}
    right = {"place_id": str(land.COMMUNE), "host_kind": "school", "since": "2025-09-05"}
    into = {"into_chapter_id": world.chapter, "ended_on": "2026-03-01"}
    moved = {"to_association_id": world.association_to_merge, "moved_on": "2025-12-01"}
    bodies: dict[str, Callable[[], Body]] = {
        "": lambda: chapter_body(world.association),
        "/names": lambda: this | {"name": "Chi hội trường học", "since": "2025-09-10"},
        "/corrections": lambda: this | of | right | {"written_on": "2025-09-05"},
        "/moves": lambda: this | moved,
        "/mergers": lambda: {"chapter_id": world.chapter_to_merge} | into,
        "/dissolutions": lambda: this | {"ended_on": "2026-09-01"},
        "/withdrawals": lambda: {"chapter_id": world.chapter_to_withdraw},
    }
    found = {
        f"GET {CHAPTERS}/{{chapter_id}}": Sample(this),
        f"GET {CHAPTERS}/waiting": Sample(query={"limit": "1"}),
        f"GET {CHAPTERS}/waiting/{{place_id}}": Sample(
            {"place_id": str(land.COMMUNE)}, {"limit": "1"}
        ),
    }
    return found | told(CHAPTERS, bodies)


def _boards(world: World) -> dict[str, Sample]:
    this, number = {"board_id": world.board}, {"document_number": "15/QĐ-UBND"}
    into = {"into_board_id": world.board, "ended_on": "2026-03-01"}
    bodies: dict[str, Callable[[], Body]] = {
        "": lambda: board_body(world.clan),
        "/corrections": lambda: this | board_body(world.clan) | number,
        "/mergers": lambda: {"board_id": world.board_to_merge} | into | number,
        "/dissolutions": lambda: this | {"ended_on": "2026-09-01"} | number,
        "/withdrawals": lambda: {"board_id": world.board_to_withdraw},
    }
    return {f"GET {BOARDS}/{{board_id}}": Sample(this)} | told(BOARDS, bodies)


def _committees(world: World) -> dict[str, Sample]:
    this, number = {"committee_id": world.committee}, {"document_number": "15/QĐ-UBND"}
    into = {"into_committee_id": world.committee, "ended_on": "2026-03-01"}
    bodies: dict[str, Callable[[], Body]] = {
        "": committee_body,
        "/corrections": lambda: this | committee_body(),
        "/mergers": lambda: {"committee_id": world.committee_to_merge} | into | number,
        "/dissolutions": lambda: this | {"ended_on": "2026-09-01"} | number,
        "/withdrawals": lambda: {"committee_id": world.committee_to_withdraw},
    }
    return {f"GET {COMMITTEES}/{{committee_id}}": Sample(this)} | told(COMMITTEES, bodies)


def _terms(world: World) -> dict[str, Sample]:
    """The chair of the sample is whoever heads the family; as a deputy they are withdrawn again."""
    this, day = {"association_id": world.association}, {"since": "2025-09-05"}
    whose = this | {"post_code": "deputy", "person_ref": world.head}
    left = whose | {"post_code": "standing-member", "until": "2025-10-05"}
    bodies: dict[str, Callable[[], Body]] = {
        "": lambda: term_body(world.association, world.head),
        "/corrections": lambda: this | day | {"written_on": "2025-09-05"},
        "/ends": lambda: {"board_id": world.board, "since": "2025-09-05", "until": "2026-03-05"},
        "/withdrawals": lambda: this | {"since": "2025-08-01"},
        "/posts": lambda: whose | {"since": "2025-09-06"},
        "/posts/ends": lambda: left,
        "/posts/withdrawals": lambda: whose | {"since": "2025-09-07"},
    }
    asked = Sample({"body_id": world.association}, {"on": "2026-01-05"})
    nobody = Sample(query={"place_id": str(land.COMMUNE), "on": "2026-01-05", "limit": "1"})
    found = {f"GET {TERMS}/{{body_id}}": asked, f"GET {TERMS}/centres-without-director": nobody}
    return found | commanded(TERMS, bodies)


def _memberships(world: World) -> dict[str, Sample]:
    this, of = {"membership_id": world.membership}, {"association_id": world.association}
    began, left = {"chapter_id": world.chapter}, {"left_on": "2026-09-01", "ground_code": "left"}
    bodies: dict[str, Callable[[], Body]] = {
        "": lambda: membership_body(world.chapter),
        "/moves": lambda: this | of | {"moved_on": "2025-12-01"},
        "/corrections": lambda: (
            this | began | {"written_on": "2025-09-06", "since": "2025-09-06", "left_on": None}
        ),
        "/endings": lambda: this | left,
        "/withdrawals": lambda: {"membership_id": world.membership_to_withdraw},
        "/dues": lambda: this | {"year": 2025, "paid_on": "2025-12-05"},
    }
    found = {
        f"GET {MEMBERSHIPS}/{{membership_id}}": Sample(this),
        f"GET {MEMBERSHIPS}/organisation": Sample(query={"place_id": str(land.COMMUNE)}),
    }
    return found | told(MEMBERSHIPS, bodies)


def _classes(world: World) -> dict[str, Sample]:
    whose = {"organiser_kind": "centre", "organiser_id": world.centre}
    this = {"class_id": world.held_class}
    bodies: dict[str, Callable[[], Body]] = {
        "": lambda: organised_body(world.centre),
        "/plans": lambda: whose | {"topic_code": "law", "planned_on": "2026-03-05"},
        "/corrections": lambda: organised_body(world.centre) | this | {"attendances": 24},
        "/cancellations": lambda: {"class_id": world.planned_class, "cancelled_on": "2026-03-01"},
        "/withdrawals": lambda: {"class_id": world.class_to_withdraw},
    }
    return {f"GET {CLASSES}/{{class_id}}": Sample(this)} | told(CLASSES, bodies)


def _sessions(world: World) -> dict[str, Sample]:
    whose = {"organiser_kind": "centre", "organiser_id": world.centre}
    this = {"session_id": world.session}
    bodies: dict[str, Callable[[], Body]] = {
        "": lambda: organised_body(world.centre),
        "/plans": lambda: whose | {"topic_code": "law", "planned_on": "2026-03-05"},
        "/corrections": lambda: organised_body(world.centre) | this | {"attendances": 24},
        "/cancellations": lambda: {
            "session_id": world.session_planned,
            "cancelled_on": "2026-03-01",
        },
        "/withdrawals": lambda: {"session_id": world.session_to_withdraw},
    }
    found = {f"GET {SESSIONS}/{{session_id}}": Sample(this)}
    return found | told(SESSIONS, bodies)
