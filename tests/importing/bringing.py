"""A list brought in and told of in one piece, as an import is by its dry run and its run."""

from collections.abc import Callable, Sequence
from uuid import UUID

from shared.importing.bringing import File, read_of, taken
from shared.importing.kinds import Kind, Row, Run
from shared.importing.reading.lists import Understood
from shared.importing.report import Report, Told, report_of, said
from shared.vocabulary.refusals import Refusal
from shared.web.counter import Counter


async def bring_in(
    counter: Counter, kind: Kind[Row], file: File, run: Run, say: Callable[[Refusal], str]
) -> Report:
    """Records the right rows, and tells of all; at the counter of a rehearsal it records nothing.
    Raises FileRefused."""
    read = await read_of(kind, file)
    told = await taken(counter, kind, read, run)
    return report(run.import_id, kind.name, read, told, say)


def report(
    import_id: UUID,
    kind: str,
    sheets: Sequence[Understood],
    told: Sequence[Told],
    say: Callable[[Refusal], str],
) -> Report:
    return report_of(import_id, kind, sheets, [said(each, say) for each in told])
