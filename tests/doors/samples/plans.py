"""Samples of plans of a year, and of what is in them."""

from collections.abc import Callable
from itertools import cycle, product
from uuid import UUID

from services.registry.plans.plan.facts import plan_id
from tests.doors.samples.telling import told
from tests.doors.samples.things import Body, Sample, World
from tests.journeys.deployment import Officer
from tests.support import land

PLANS = "/registry/v1/plans"
REVIEWED = range(1990, 1999)
"""Years whose plans the centre has: a plan is reviewed a hundred times at most."""
YEARS = range(2027, 2200)
WORDS = {"words": "Tổ chức hội nghị sơ kết"}


def plan_body(centre: str, year: int) -> Body:
    return {"centre_id": centre, "plan_year": year, "adopted_on": "2026-01-05"}


def item_body(plan: str) -> Body:
    return {"plan_id": plan, "set_on": "2026-01-05", "due_on": "2026-06-30"} | WORDS


def made_plans(province: Officer, centre: str) -> dict[str, str]:
    of = {"centre_id": centre, "plan_year": 2026, "adopted_on": "2026-01-05"}
    made = {"plan": str(province.post(PLANS, **of)["plan_id"])}
    made["plan_to_withdraw"] = str(province.post(PLANS, **plan_body(centre, 2200))["plan_id"])
    province.post(f"{PLANS}/bulk", rows=[plan_body(centre, year) for year in REVIEWED])
    for name in ("item", "item_to_withdraw"):
        made[name] = str(province.post(f"{PLANS}/items", **item_body(made["plan"]))["item_id"])
    reviewed = {"plan_id": made["plan"], "reviewed_on": "2026-03-01"}
    made["review"] = str(province.post(f"{PLANS}/reviews", **reviewed)["review_id"])
    return made


def plans(world: World) -> dict[str, Sample]:
    this, item = {"plan_id": world.plan}, {"plan_id": world.plan, "item_id": world.item}
    whose = {
        "centre_id": world.centre,
        "association_id": world.association,
        "committee_id": world.committee,
    }
    new = cycle({planner: whose[planner], "plan_year": n} for planner, n in product(whose, YEARS))
    reviewed = cycle(str(plan_id(("centre", UUID(world.centre)), year)) for year in REVIEWED)
    bodies: dict[str, Callable[[], Body]] = {
        "": lambda: next(new) | {"adopted_on": "2026-01-05", "document_number": "12/KH-TT"},
        "/corrections": lambda: this | {"adopted_on": "2026-01-05", "document_number": "12/KH-TT"},
        "/withdrawals": lambda: {"plan_id": world.plan_to_withdraw},
        "/reviews": lambda: {"plan_id": next(reviewed), "reviewed_on": "2026-03-01"} | WORDS,
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
