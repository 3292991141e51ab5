"""How a command asks a service: a deployed one, the laptop edition that runs, or one for itself."""

import asyncio
import os
from collections.abc import Mapping
from pathlib import Path

import httpx2
import typer

from hieuhoc.commands.report import Body, Misused, Refused, over_http
from hieuhoc.embedded.folder import FolderInUse
from hieuhoc.laptop.addresses import default_folder
from hieuhoc.laptop.demonstration import demonstration
from hieuhoc.laptop.folder import (
    FolderUnwritable,
    log_file,
    make_folder,
    require_folder_format,
)
from hieuhoc.words import sentence_of
from services.rollups.words import REPORT
from shared.eventstore.log.format import AnotherFormat
from shared.telemetry import logs

OFFICER = "province"


def ask_report(parameters: Mapping[str, str]) -> Body:
    """`HIEUHOC_ROLLUPS` and `HIEUHOC_TOKEN` say where and who. Where neither is said, the demo
    officer of the province asks the laptop edition, which is started for this one question when it
    does not run. Raises Refused, Misused."""
    address, token = os.environ.get("HIEUHOC_ROLLUPS"), os.environ.get("HIEUHOC_TOKEN")
    if token is None and (issuer := os.environ.get("HIEUHOC_ISSUER")):
        token = _demo_token(issuer)
        address = address if token else None
    if address and token:
        return over_http(address, token)(parameters)
    if address or token:
        raise Misused(REPORT["half-said"])
    typer.echo(REPORT["laptop"].format(folder=default_folder()), err=True)
    try:
        return asyncio.run(_asked_of_our_own(parameters))
    except (FolderInUse, FolderUnwritable) as no:
        raise Refused(str(no)) from None
    except AnotherFormat as no:
        raise Refused(f"{sentence_of(no)}\n{no}") from None


def _demo_token(issuer: str) -> str | None:
    """From a laptop edition, if it runs."""
    try:
        answer = httpx2.get(f"{issuer}/token", params={"officer": OFFICER})
    except httpx2.TransportError:
        return None
    return answer.text.strip() if answer.is_success else None


async def _asked_of_our_own(parameters: Mapping[str, str]) -> Body:
    folder = default_folder()
    make_folder(folder)
    require_folder_format(folder)
    with log_file(folder) as stream:
        logs.configure("laptop", stream)
        return await _shown(folder, parameters)


async def _shown(folder: Path, parameters: Mapping[str, str]) -> Body:
    async with demonstration(folder) as shown:
        token = shown.edition.issuer.token(OFFICER)
        ask = over_http(shown.edition.urls["rollups"], token)
        return await asyncio.to_thread(ask, parameters)
