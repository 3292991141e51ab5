"""How a command asks a service: a deployed one, the laptop edition that runs, or one for itself."""

import asyncio
import os
from collections.abc import Mapping
from pathlib import Path

import httpx2

from hieuhoc.commands.report import Body, Refused, over_http
from hieuhoc.embedded.folder import FolderInUse
from hieuhoc.laptop.demonstration import demonstration
from hieuhoc.laptop.folder import default_folder, log_file
from shared.telemetry import logs

OFFICER = "province"


def ask_report(parameters: Mapping[str, str]) -> Body:
    """`HIEUHOC_ROLLUPS` and `HIEUHOC_TOKEN` say where and who; without a token the demo officer
    of the province asks, and when nothing runs, the laptop edition starts for this one question.
    """
    token = os.environ.get("HIEUHOC_TOKEN") or _demo_token()
    address = os.environ.get("HIEUHOC_ROLLUPS")
    if token and address:
        return over_http(address, token)(parameters)
    try:
        return asyncio.run(_asked_of_our_own(parameters))
    except FolderInUse as held:
        raise Refused(str(held)) from None


def _demo_token() -> str | None:
    """From the issuer of a running laptop edition; None when there is none."""
    issuer = os.environ.get("HIEUHOC_ISSUER")
    if issuer is None:
        return None
    try:
        answer = httpx2.get(f"{issuer}/token", params={"officer": OFFICER})
    except httpx2.TransportError:
        return None
    return answer.text.strip() if answer.is_success else None


async def _asked_of_our_own(parameters: Mapping[str, str]) -> Body:
    folder = default_folder()
    with log_file(folder) as stream:
        logs.configure("laptop", stream)
        return await _shown(folder, parameters)


async def _shown(folder: Path, parameters: Mapping[str, str]) -> Body:
    async with demonstration(folder) as shown:
        token = shown.edition.issuer.token(OFFICER)
        ask = over_http(shown.edition.urls["rollups"], token)
        return await asyncio.to_thread(ask, parameters)
