"""Samples of plans of a year, and of what is in them."""

from collections.abc import Callable
from itertools import count

from tests.doors.samples.telling import told
from tests.doors.samples.things import Body, Sample, World
from tests.journeys.deployment import Officer
from tests.support import land

PLANS = "/registry/v1/plans"
YEARS = count(2040)
WORDS = {"words": "Tổ chức hội nghị sơ kết"}


def plan_body(centre: str) -> Body:
    """Of a year of which there is no plan yet."""
    return {"centre_id": centre, "plan_year": next(YEARS), "adopted_on": "2026-01-05"}


def item_body(plan: str) -> Body:
    return {"plan_id": plan, "set_on": "2026-01-05", "due_on": "2026-06-30"} | WORDS


def made_plans(province: Officer, centre: str) -> dict[str, str]:
    of = {"centre_id": centre, "plan_year": 2026, "adopted_on": "2026-01-05"}
    made = {"plan": str(province.post(PLANS, **of)["plan_id"])}
    made["plan_to_withdraw"] = str(province.post(PLANS, **plan_body(centre))["plan_id"])
    for name in ("item", "item_to_withdraw"):
        made[name] = str(province.post(f"{PLANS}/items", **item_body(made["plan"]))["item_id"])
    reviewed = {"plan_id": made["plan"], "reviewed_on": "2026-03-01"}
    made["review"] = str(province.post(f"{PLANS}/reviews", **reviewed)["review_id"])
    return made


def plans(world: World) -> dict[str, Sample]:
    this, item = {"plan_id": world.plan}, {"plan_id": world.plan, "item_id": world.item}
    bodies: dict[str, Callable[[], Body]] = {
        "": lambda: plan_body(world.centre) | {"document_number": "12/KH-TT"},
        "/corrections": lambda: this | {"adopted_on": "2026-01-05", "document_number": "12/KH-TT"},
        "/withdrawals": lambda: {"plan_id": world.plan_to_withdraw},
        "/reviews": lambda: this | {"reviewed_on": "2026-03-01"} | WORDS,
        "/reviews/withdrawals": lambda: this | {"review_id": world.review},
        "/items": lambda: item_body(world.plan),
        "/items/corrections": lambda: item | item_body(world.plan),
        "/items/closings": lambda: item | {"state_code": "done", "closed_on": "2026-02-01"},
        "/items/reopenings": lambda: item,
        "/items/withdrawals": lambda: this | {"item_id": world.item_to_withdraw},
    }
    found = {f"GET {PLANS}/{{plan_id}}{end}": Sample(this) for end in ("", "/items")}
    asked = {"place_id": str(land.COMMUNE), "due_by": "2026-06-30", "limit": "1"}
    found[f"GET {PLANS}/items"] = Sample(query=asked)
    return told(PLANS, bodies) | found
