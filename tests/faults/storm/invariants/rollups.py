"""Of the rollups: every figure is what the logs of all publishers add up to."""

import asyncio
from collections import Counter
from functools import partial
from typing import Any, Final

import httpx2

from services.rollups.inbox.cells import CellsProjection
from services.rollups.main import ASSEMBLY
from services.rollups.settings import Settings
from shared.messaging.rebuilding.projection import rebuild
from tests.faults.storm.asking import TODAY
from tests.faults.storm.invariants.aftermath import Aftermath, same
from tests.faults.storm.invariants.everywhere import marks_stand_at_the_ends
from tests.faults.storm.recount import Contribution, contributions, sums
from tests.faults.storm.site import Site
from tests.support.waiting import eventually

CONTRIBUTIONS: Final = """
select topic, position, measure, dimensions, place_id, effective_on, recorded_on, value,
    subject_id::text
from contributions_v2
"""
CELLS: Final = """
select measure, dimensions, place_id, effective_on, recorded_on, value from cells_v2
"""
YEAR: Final = TODAY.year
BY_TITLE: Final = ("registered", "recognised")
HOW: Final = {"registered-new": "/new/", "registered-renewed": "/renewed/"}
"""What is asked for by a name of its own, and what its dimensions hold."""
ASKED: Final = (
    "families", "family-members", "clans", "clan-members", "centres", "classes", "attendances",
    "registered", *HOW, "recognised",
    "associations", "chapters", "members", "sessions", "session-attendances",
    "classes-cost-unsaid", "session-cost", "sessions-cost-unsaid",
    "activities", "activity-attendances",
    "boards", "committees", "plan-items", "plan-items-done", "documents-issued",
    "centre-facilities", "centre-facility-numbers",
    "scholarship-grants", "scholarship-amount",
)  # fmt: skip
AT_ONCE: Final = 20
"""Measures that one question may ask for."""


def _recounted(after: Aftermath) -> list[Contribution]:
    return contributions(after.logs)


def tables_equal_a_recount(after: Aftermath) -> None:
    """I3."""
    expected = _recounted(after)
    rows = sorted(Contribution(*row) for row in after.rows("rollups", CONTRIBUTIONS))
    same(Counter(rows), Counter(expected), "contributions")
    cells = {tuple(key): value for *key, value in after.rows("rollups", CELLS)}
    same(cells, sums(expected), "cells")


def figures_equal_a_recount(after: Aftermath) -> None:
    """I3, as an officer sees it, whomever of the two is asked."""
    expected = dict.fromkeys(ASKED, 0)
    for row in _recounted(after):
        if row.measure not in BY_TITLE or _is_asked(row.dimensions):
            for name in (
                row.measure,
                *(name for name, how in HOW.items() if how in row.dimensions),
            ):
                expected[name] += row.value
        if row.measure == "families":  # and whoever it was registered under
            expected["family-members"] += row.value
    assert all(expected.values()), f"nothing was counted of some: {expected}"
    for url in after.site.doors("rollups"):
        found = eventually(partial(_figures, after.site, url), 30, f"an answer of {url}")
        assert found == expected, url


def _is_asked(dimensions: str) -> bool:
    """Of families, in the year asked for."""
    return dimensions.startswith("family/") and dimensions.endswith(f"/{YEAR}")


def _figures(site: Site, url: str) -> dict[str, int] | None:
    """None while the process does not answer."""
    site.tend()
    found: dict[str, int] = {}
    for first in range(0, len(ASKED), AT_ONCE):
        asked: dict[str, Any] = {"on": TODAY.isoformat(), "since": "2000-01-01"}
        asked |= {"measure": ASKED[first : first + AT_ONCE], "title": "family", "year": YEAR}
        try:
            path = f"{url}/rollups/v1/figures"
            answer = httpx2.get(path, params=asked, headers=site.signed, timeout=10)
        except httpx2.TransportError:
            return None
        if not answer.is_success:
            return None
        found |= {each["measure"]: each["value"] for each in answer.json()["figures"]}
    return found


def rebuilt_tables_equal_the_live_ones(after: Aftermath) -> None:
    """I6. The live projection goes on meanwhile."""
    told: dict[str, Any] = {
        "database": after.site.database("rollups"),
        "kafka": after.site.kafka.bootstrap,
        "identity_issuer": after.site.issuer.name,
        "identity_keys": after.site.issuer.keys(),
        "member": "rebuild",
    }
    asyncio.run(rebuild(ASSEMBLY.listening(Settings(**told)), CellsProjection()))
    tables_equal_a_recount(after)
    marks_stand_at_the_ends(after)


CHECKS = (
    tables_equal_a_recount,
    figures_equal_a_recount,
    rebuilt_tables_equal_the_live_ones,
)
