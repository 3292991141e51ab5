"""The counter for lists: a file comes in whole, and what became of each of its rows is told."""

from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter
from pydantic import Field

from services.registry.importing.kinds import KINDS, ListKind
from services.registry.people.vault.keeping import Vault
from shared.importing.bringing import File, bring_in
from shared.importing.kinds import Run
from shared.importing.rehearsal import rehearsal
from shared.importing.report import Report
from shared.web.bulk import AskedSpeech
from shared.web.caller import Caller, commands
from shared.web.card import Card
from shared.web.counter import Counter
from shared.web.routing import Router
from shared.web.values import PERSONAL, Day, FileContent, Form, Text, YesOrNo

PATH: Final = "/registry/v1/imports"
MOST_SENT: Final = 27_000_000
"""Bytes of a request: 20 MB, the largest file that is read, in base64, and what is said of it."""
ACTION: Final = "registry.list.import"


class ImportForm(Form):
    """A list of a place, for a day: what its rows say no day of begins then. With `dry_run` the
    answer is the same and nothing is recorded."""

    kind: ListKind
    file_name: Annotated[
        Text, PERSONAL, Field(min_length=1, max_length=255, examples=["ds-ho.xlsx"])
    ]
    content: Annotated[FileContent, PERSONAL]
    place_id: UUID
    on: Day
    dry_run: YesOrNo

    def import_id(self, vault: Vault) -> UUID:
        """That of the same bytes, whatever their file is called."""
        said = f"{self.kind.value}/{self.place_id}/{self.on.isoformat()}"
        return vault.id_of_file(self.content, said)


def routes(counter: Counter) -> list[APIRouter]:
    router = Router(prefix=PATH, tags=["imports"])

    @router.post("")
    async def bring(
        form: ImportForm, caller: Annotated[Caller, commands(ACTION)], speech: AskedSpeech
    ) -> Report:
        """The rows of a file (.xlsx, .xls, .ods, .csv; in base64) that are right are recorded,
        the others told by sheet, row and column as Excel shows them. The same bytes again, also
        under another name, record nothing twice."""
        caller.require(form.place_id)
        file = File(form.file_name, form.content)
        run = Run(form.import_id(counter.has(Vault)), form.place_id, form.on, caller)
        at = rehearsal(counter) if form.dry_run else counter
        return await bring_in(at, KINDS[form.kind], file, run, speech.say)

    return [router]


CARD = Card(name="imports", facts=(), routes=routes, actions=(ACTION,))
