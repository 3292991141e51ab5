"""One question to a laptop edition that does not run, which is started for it."""

import asyncio
from collections.abc import Mapping
from pathlib import Path

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


def asked_of_our_own(folder: Path, officer: str, parameters: Mapping[str, str]) -> Body:
    """What the officer's report says there. Raises Refused."""
    try:
        make_folder(folder)
        require_folder_format(folder)
        with log_file(folder) as stream:
            logs.configure("laptop", stream)
            return asyncio.run(_shown(folder, officer, parameters))
    except (FolderInUse, FolderUnwritable) as no:
        raise Refused(str(no)) from None
    except AnotherFormat as no:
        raise Refused(f"{sentence_of(no)}\n{no}") from None


async def _shown(folder: Path, officer: str, parameters: Mapping[str, str]) -> Body:
    async with demonstration(folder) as shown:
        token = shown.edition.issuer.token(officer)
        ask = over_http(shown.edition.urls["rollups"], token)
        return await asyncio.to_thread(ask, parameters)
