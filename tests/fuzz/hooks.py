"""What schemathesis is told of this system, so that it gets past the doors: it reads this as
SCHEMATHESIS_HOOKS. Without it nearly all that it makes is refused as nobody's, or as no request."""

import json
import os
from random import Random
from typing import Any, Final
from uuid import uuid4

import schemathesis
from hypothesis import strategies

IDS, SAMPLES = "HIEUHOC_FUZZ_IDS", "HIEUHOC_FUZZ_SAMPLES"
"""Where the run says which ids there are, and which request of each operation is answered well."""

DAYS: Final = ("0001-01-01", "2022-01-04", "2025-06-30", "2025-07-01", "2026-01-05", "9999-12-31")
OPAQUE: Final = ("after", "cursor")
"""What only our own answers say: whatever else stands there is refused before all the rest."""
KEY: Final = "Idempotency-Key"

KNOWN = strategies.sampled_from(json.loads(os.environ.get(IDS, "[null]")))
WELL_ANSWERED: Final[dict[str, dict[str, Any]]] = json.loads(os.environ.get(SAMPLES, "{}"))

schemathesis.openapi.format("uuid", KNOWN | KNOWN | strategies.uuids().map(str))
schemathesis.openapi.format(
    "date", strategies.sampled_from(DAYS) | strategies.dates().map(lambda day: day.isoformat())
)


@schemathesis.hook
def before_call(context: Any, case: Any, kwargs: Any) -> None:
    """Three of four requests are one that is answered well, with some of what was made in it; the
    others stay as they were made. The same request is always changed alike, but for its key."""
    chance = Random(repr((case.path_parameters, case.query, case.body)))
    sample = WELL_ANSWERED.get(f"{case.method.upper()} {case.operation.path}")
    if sample is None or chance.random() < 0.25:
        return
    for where in ("path_parameters", "query", "body"):
        made = getattr(case, where)
        if isinstance(made, dict):
            setattr(case, where, mixed(sample[where], made, chance))
    if case.method.upper() == "POST":
        case.headers[KEY] = str(uuid4())


def mixed(good: Any, made: Any, chance: Random) -> Any:
    """What is answered well, with one or two things in it as they were made, at any depth."""
    if isinstance(good, list) and isinstance(made, list) and made:
        return [mixed(row, made[n % len(made)], chance) for n, row in enumerate(good)]
    if not isinstance(good, dict) or not isinstance(made, dict):
        return made
    names = [name for name in made if name not in OPAQUE]
    taken = chance.sample(names, min(len(names), chance.randint(0, 2)))
    return good | {name: mixed(good.get(name), made[name], chance) for name in taken}
