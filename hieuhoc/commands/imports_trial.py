"""What is made of a list of funding by its file alone."""

import asyncio
import json
from datetime import date
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from hieuhoc.commands.imports_mended import NOT_JSON, json_of
from hieuhoc.commands.imports_shown import Body
from hieuhoc.commands.reorganising import MISUSED, REFUSED, Refused
from services.funding.importing.kinds import KINDS
from services.funding.importing.names import ListKind
from services.funding.importing.trying import ImportNotYet, Trial, say, tried
from services.registry.imports.api.forms import MappingForm
from shared.importing.bringing import File
from shared.importing.mapping import ListMapping
from shared.vocabulary.calendar import civil_day, system_clock
from shared.vocabulary.refusals import Refusal

VIETNAMESE: Final = "vi"


def judged(kind: str, file: Path, on: date | None, mapping: Path | None) -> Body:
    """As it would be answered over HTTP. Raises Refused."""
    today = civil_day(system_clock())
    trial = Trial(File(file.name, file.read_bytes()), on or today, today, _mapping_of(mapping))
    try:
        report = asyncio.run(tried(KINDS[ListKind(kind)], trial, VIETNAMESE))
    except Refusal as no:
        raise _refused(no) from None
    found: Body = json.loads(json.dumps(report.plain()))
    return found


def not_yet() -> Refused:
    """Such a list is understood, and recorded from a later release on."""
    return _refused(ImportNotYet())


def _refused(no: Refusal) -> Refused:
    return Refused(REFUSED, say(no, VIETNAMESE), code=no.code)


def _mapping_of(file: Path | None) -> ListMapping:
    """Raises Refused."""
    if file is None:
        return ListMapping()
    try:
        return MappingForm.model_validate(json_of(file)).said
    except ValidationError:
        no = NOT_JSON.format(file=file, line=1)
        raise Refused(MISUSED, no, code="web.invalid-request") from None
