"""How a command asks a service: a deployed one, the laptop edition that runs, or one for itself."""

import asyncio
import os
from collections.abc import Mapping
from typing import Any

import httpx2

from hieuhoc.commands.report import Refused
from hieuhoc.laptop.demonstration import demonstration
from hieuhoc.laptop.door import DoorRefused, Doors
from hieuhoc.laptop.folder import default_folder

REPORT = "/rollups/v1/reports/families"


def ask_report(parameters: Mapping[str, str]) -> dict[str, Any]:
    """`HIEUHOC_ROLLUPS` and `HIEUHOC_TOKEN` say where and who; without a token the demo officer
    of the province asks, and when nothing runs, the laptop edition starts for this one question.
    """
    return asyncio.run(_asked(dict(parameters)))


async def _asked(parameters: dict[str, str]) -> dict[str, Any]:
    async with httpx2.AsyncClient() as client:
        try:
            token = os.environ.get("HIEUHOC_TOKEN") or await _demo_token(client)
            urls = {"rollups": os.environ.get("HIEUHOC_ROLLUPS", "")}
            if token and urls["rollups"]:
                return await Doors(client, urls, token).get(REPORT, **parameters)
            return await _asked_of_our_own(parameters)
        except DoorRefused as refusal:
            raise Refused(refusal.sentence) from None


async def _demo_token(client: httpx2.AsyncClient) -> str | None:
    """From the issuer of a running laptop edition; None when there is none."""
    issuer = os.environ.get("HIEUHOC_ISSUER")
    if issuer is None:
        return None
    try:
        answer = await client.get(f"{issuer}/token", params={"officer": "province"})
    except httpx2.TransportError:
        return None
    return answer.text.strip() if answer.is_success else None


async def _asked_of_our_own(parameters: dict[str, str]) -> dict[str, Any]:
    async with demonstration(default_folder()) as shown:
        return await shown.doors.get(REPORT, **parameters)
