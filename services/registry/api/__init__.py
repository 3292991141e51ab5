"""The register's counters (bộ phận một cửa): HTTP in, plain words out."""

from fastapi import APIRouter

from services.registry.api import centres, families, people, places
from services.registry.api.desk import Desk


def routes(desk: Desk) -> list[APIRouter]:
    return [counter.routes(desk) for counter in (places, families, centres, people)]
