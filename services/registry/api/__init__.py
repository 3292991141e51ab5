"""The register's counters (bộ phận một cửa): HTTP in, plain words out."""

from fastapi import APIRouter

from services.registry.api import centres, families, people
from services.registry.api.desk import Desk


def routes(desk: Desk) -> list[APIRouter]:
    return [families.routes(desk), centres.routes(desk), people.routes(desk)]
