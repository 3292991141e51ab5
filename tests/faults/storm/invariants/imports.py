"""Of lists: what each names is on the books once or, taken back, not at all, whoever was killed
meanwhile."""

from collections import Counter
from collections.abc import Iterable
from typing import Final
from uuid import UUID

from tests.faults.storm.invariants.aftermath import Aftermath
from tests.faults.storm.lists import Brings, brings
from tests.faults.storm.logs import Fact

UNDONE: Final = "import-undone"
SHOWN: Final = "select import_id, state from imports"


def imports_are_recorded_once(after: Aftermath) -> None:
    log = after.logs["registry"]
    after.once(log.streams("import-submitted"), "import")
    after.once(log.streams("import-confirmed"), "import-confirm")
    after.once(log.streams("import-undone"), "import-undo")
    for name in ("import-started", "import-finished", "import-undo-begun"):
        twice = [each for each, times in log.streams(name).items() if times > 1]
        assert not twice, f"{name}: twice: {twice}"


def imports_are_over(after: Aftermath) -> None:
    """None waits, runs, or came to an end before its last row."""
    log = after.logs["registry"]
    assert not (broken := log.of("import-ended")), f"ended: {broken}"
    finished = log.streams("import-finished").keys()
    left = log.streams("import-confirmed").keys() ^ finished
    assert not left, f"confirmed and not finished, or the reverse: {left}"
    undone = log.streams("import-undone").keys()
    shown = dict(after.rows("registry", SHOWN))
    states = {each: "undone" if each in undone else "finished" for each in finished}
    assert {each: shown[each] for each in states} == states


def each_list_is_on_the_books_once_or_not_at_all(after: Aftermath) -> None:
    log = after.logs["registry"]
    expected = {told.id: brings(row) for row, told in after.journal.done("import")}
    finished, undone = (log.streams(f"import-{name}") for name in ("finished", "undone"))
    brought, gone = _families(log.of("family-registered")), _families(log.of("family-withdrawn"))
    members = Counter(each.by_import for each in log.of("family-member-joined"))
    assert brought.keys() - {None} <= finished.keys(), "rows of what nobody confirmed"
    for import_id in finished:
        found = Brings(len(brought[import_id]), members[import_id])
        assert found == expected[import_id], f"{import_id} brought {found}"
        back = gone.get(import_id, Counter())
        assert max(back.values(), default=1) == 1, f"{import_id}: taken back twice: {back}"
        if import_id in undone:
            assert back == brought[import_id], f"{import_id} is undone in part: {back}"
        elif import_id not in log.streams("import-undo-begun"):
            assert not back, f"{import_id} is not undone: {back}"
    assert not gone.keys() - finished.keys(), "withdrawn for another reason"


def nobody_is_on_the_books_twice(after: Aftermath) -> None:
    log = after.logs["registry"]
    named = [f.id("head_ref") for f in log.of("family-registered") if f.by_import]
    named += [f.id("person_ref") for f in log.of("family-member-joined") if f.by_import]
    twice = [each for each, times in Counter(named).items() if times > 1]
    assert not twice, f"two rows named {twice}"


def what_is_told_of_imports_is_what_came_of_them(after: Aftermath) -> None:
    log = after.logs["registry"]
    for each in log.of("import-finished"):
        new = Counter(f.by_import for f in log.of("family-registered", "family-member-joined"))
        assert each.said["rows"]["new"] == new[each.stream], f"{each.stream}: {each.said}"
        assert each.said["rows"]["rejected"] == 1, f"{each.stream}: {each.said}"
    for each in log.of("import-undone"):
        things = {one["thing_kind"]: one["number"] for one in each.said["things"]}
        gone = [f for f in log.of("family-withdrawn") if f.by_import == each.stream]
        assert things == {"family": len(gone)}, f"{each.stream}: {things}, {len(gone)}"
        assert {f.said["ground_code"] for f in gone} == {UNDONE}


def _families(facts: Iterable[Fact]) -> dict[UUID | None, Counter[UUID]]:
    """By the import that says so, the streams of families; None: whoever else does."""
    found: dict[UUID | None, Counter[UUID]] = {}
    for fact in facts:
        found.setdefault(fact.by_import, Counter())[fact.stream] += 1
    return found


CHECKS = (
    imports_are_recorded_once,
    imports_are_over,
    each_list_is_on_the_books_once_or_not_at_all,
    nobody_is_on_the_books_twice,
    what_is_told_of_imports_is_what_came_of_them,
)
