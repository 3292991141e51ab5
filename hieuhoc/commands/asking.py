"""How `hieuhoc report` asks: a deployed system, the laptop edition that runs, or one for itself."""

import os
from collections.abc import Mapping
from importlib import import_module

import httpx2
import typer

from hieuhoc.commands.report import Body, Misused, over_http, reporting
from hieuhoc.laptop.addresses import default_folder
from services.rollups.words import REPORT

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
    # All the services, which nobody waits for who asks a running system.
    laptop = import_module("hieuhoc.commands.asking_laptop")
    answer: Body = laptop.asked_of_our_own(default_folder(), OFFICER, parameters)
    return answer


report = reporting(ask_report)


def _demo_token(issuer: str) -> str | None:
    """From a laptop edition, if it runs."""
    try:
        answer = httpx2.get(f"{issuer}/token", params={"officer": OFFICER})
    except httpx2.TransportError:
        return None
    return answer.text.strip() if answer.is_success else None
