"""Whatever is sent to whatever field of whatever operation: it is refused in order, or harmless."""

import json
import unicodedata
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest

from shared.vocabulary.text import is_fit
from tests.doors.samples import World, samples
from tests.doors.tries import Door
from tests.doors.walk import walk
from tests.journeys.deployment import Deployment
from tests.support import land
from tests.support.sources import SERVICES
from tests.support.waiting import eventually


@pytest.mark.parametrize("service", SERVICES)
async def test_nothing_odd_comes_in_and_nothing_breaks(
    deployment: Deployment, known: World, service: str
) -> None:
    port = deployment.ports[service]
    officer = deployment.officer("province-officer", land.PROVINCE)
    document = httpx2.get(f"http://127.0.0.1:{port}/openapi.json").json()
    wrong = await walk(Door(port, officer.headers, samples(known)), document)
    assert not wrong, "\n".join([f"{len(wrong)} answers are wrong:", *wrong[:40]])
    assert not list(odd_texts(deployment, service))
    ready = f"http://127.0.0.1:{deployment.operations[service]}/readyz"
    eventually(lambda: httpx2.get(ready).is_success, 30, f"{service} is ready")


def odd_texts(deployment: Deployment, service: str) -> Iterator[str]:
    """What a service keeps of texts that nobody should be able to bring in."""
    for (fact,) in deployment.rows(service, "select convert_from(data, 'UTF8') from log"):
        yield from (text for text in texts(json.loads(fact)) if not well_written(text))
    columns = deployment.rows(
        service,
        "select table_name, column_name from information_schema.columns"
        " where table_schema = 'public' and data_type = 'text'",
    )
    for table, column in columns:
        kept = deployment.rows(service, f"select distinct {column} from {table}")
        yield from (text for (text,) in kept if text is not None and not well_written(text))


def texts(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case list():
            yield from (text for each in value for text in texts(each))
        case dict():
            yield from (text for each in value.values() for text in texts(each))


def well_written(text: str) -> bool:
    return is_fit(text) and unicodedata.is_normalized("NFC", text)
