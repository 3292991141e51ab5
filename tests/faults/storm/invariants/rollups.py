"""Of the rollups: every figure is what the logs of all publishers add up to."""

import asyncio
from collections import Counter
from functools import partial
from typing import Any, Final

import httpx2

from services.rollups.main import rebuild_cells
from services.rollups.settings import Settings
from tests.faults.storm.asking import TODAY
from tests.faults.storm.invariants.aftermath import Aftermath, same
from tests.faults.storm.invariants.everywhere import marks_stand_at_the_ends
from tests.faults.storm.recount import Contribution, contributions, sums
from tests.faults.storm.site import Site
from tests.support.waiting import eventually

CONTRIBUTIONS: Final = """
select topic, position, measure, place_id, effective_on, recorded_on, value, subject_id::text
from contributions_v1
"""
CELLS: Final = "select measure, place_id, effective_on, recorded_on, value from cells_v1"
YEAR: Final = TODAY.year
STORED_AS: Final = {
    "families": ["families"],
    "classes": ["classes"],
    "attendances": ["attendances"],
    "registered": [f"family.registered.{how}.{YEAR}" for how in ("new", "renewed")],
    "registered-new": [f"family.registered.new.{YEAR}"],
    "registered-renewed": [f"family.registered.renewed.{YEAR}"],
    "recognised": [f"family.recognised.{YEAR}"],
    "scholarship-grants": ["scholarship.grants"],
    "scholarship-amount": ["scholarship.amount"],
}
"""What a measure is asked as, and as what its parts are stored."""


def _recounted(after: Aftermath) -> list[Contribution]:
    return contributions(after.logs, after.kafka.subjects("recognition.candidacies"))


def tables_equal_a_recount(after: Aftermath) -> None:
    """I3."""
    expected = _recounted(after)
    rows = sorted(Contribution(*row) for row in after.rows("rollups", CONTRIBUTIONS))
    same(Counter(rows), Counter(expected), "contributions")
    cells = {tuple(key): value for *key, value in after.rows("rollups", CELLS)}
    same(cells, sums(expected), "cells")


def figures_equal_a_recount(after: Aftermath) -> None:
    """I3, as an officer sees it, whomever of the two is asked."""
    stored: Counter[str] = Counter()
    for row in _recounted(after):
        stored[row.measure] += row.value
    expected = {name: sum(stored[code] for code in codes) for name, codes in STORED_AS.items()}
    assert all(expected.values()), f"nothing was counted of some: {expected}"
    for url in after.site.doors("rollups"):
        found = eventually(partial(_figures, after.site, url), 30, f"an answer of {url}")
        assert found == expected, url


def _figures(site: Site, url: str) -> dict[str, int] | None:
    """None while the process does not answer."""
    site.tend()
    asked: dict[str, Any] = {"on": TODAY.isoformat(), "since": "2000-01-01"}
    asked |= {"measure": list(STORED_AS), "title": "family", "year": YEAR}
    try:
        path = f"{url}/rollups/v1/figures"
        answer = httpx2.get(path, params=asked, headers=site.signed, timeout=10)
    except httpx2.TransportError:
        return None
    if not answer.is_success:
        return None
    return {each["measure"]: each["value"] for each in answer.json()["figures"]}


def rebuilt_tables_equal_the_live_ones(after: Aftermath) -> None:
    """I6. The live projection goes on meanwhile."""
    told: dict[str, Any] = {
        "database": after.site.database("rollups"),
        "kafka": after.site.kafka.bootstrap,
        "identity_issuer": after.site.issuer.name,
        "identity_keys": after.site.issuer.keys(),
        "member": "rebuild",
    }
    asyncio.run(rebuild_cells(Settings(**told)))
    tables_equal_a_recount(after)
    marks_stand_at_the_ends(after)


CHECKS = (
    tables_equal_a_recount,
    figures_equal_a_recount,
    rebuilt_tables_equal_the_live_ones,
)
