"""One piece of work at a laptop edition that does not run, which is started for it."""

import asyncio
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

from hieuhoc.commands.report import Body, Refused, over_http
from hieuhoc.embedded.folder import FolderInUse
from hieuhoc.laptop.demonstration import demonstration
from hieuhoc.laptop.folder import (
    FolderUnwritable,
    log_file,
    make_folder,
    require_folder_format,
)
from hieuhoc.words import sentence_of
from shared.eventstore.log.format import AnotherFormat
from shared.telemetry import logs

Answer = TypeVar("Answer")


def asked_of_our_own(folder: Path, officer: str, parameters: Mapping[str, str]) -> Body:
    """What the officer's report says there. Raises Refused."""
    return at_our_own(
        folder, "rollups", officer, lambda url, token: over_http(url, token)(parameters)
    )


def at_our_own(
    folder: Path, service: str, officer: str, work: Callable[[str, str], Answer]
) -> Answer:
    """`work` done by the officer, at the address of one of its services. Raises Refused."""
    try:
        make_folder(folder)
        require_folder_format(folder)
        with log_file(folder) as stream:
            logs.configure("laptop", stream)
            return asyncio.run(_done(folder, service, officer, work))
    except (FolderInUse, FolderUnwritable) as no:
        raise Refused(str(no)) from None
    except AnotherFormat as no:
        raise Refused(f"{sentence_of(no)}\n{no}") from None


async def _done(
    folder: Path, service: str, officer: str, work: Callable[[str, str], Answer]
) -> Answer:
    async with demonstration(folder) as shown:
        token = shown.edition.issuer.token(officer)
        return await asyncio.to_thread(work, shown.edition.urls[service], token)
