"""What one more aggregate costs by hand, counted on the example: the clans of the register, with
all that happens to a bearer (registered, named, corrected, moved, ended, its end corrected,
withdrawn).

A file counts that was written or changed for them: all of `services/registry/clans/`, their
migration, and every other Python or SQL file of `services/`, `shared/` and `hieuhoc/` that speaks
of them. A line counts if it is not blank, comments and docstrings included: every line of their
folder and migration; elsewhere each line with the word in it, each line of a class or function
that bears it in its name, and of an import, a call or an entry over several lines, every line.

Not counted: what is generated (JSON Schemas, AsyncAPI), tests and documents (with the examples of
events that both show), and the rights on
their topic in `deploy`, which a test compares with the code. Nor is what titles say of clans
(`TITLES`): that a clan may bear one was there before the register knew any. Nor that clans are
among what may be allocated (`ALLOCATED`), or may host a chapter or a board (`HOSTING`),
which an aggregate can do without. Nor who belongs to a clan (`BELONGING`): members are an aggregate
of their own beside it; nor that a citizen who heads one did not die before (`HEADED`). Nor that it
may be there twice (`TWICE`), which is told and counted as of every bearer. Nor the migrations that
once named, or carried over, what had been counted (`PAST`): a new aggregate's own says it. Nor
the demo's data (`SHOWN`).
"""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from tests.support.sources import ROOT

WORD = "clan"
BELONGING = re.compile(r"clan[_-]?(member|head|joining|leaving)\w*", re.IGNORECASE)
"""Said of who belongs to a clan."""
TWICE = re.compile(
    r"clan(un)?merged\w*|registry/duplicates/|registry/duplicates\.py|_merged_bearers",
    re.IGNORECASE,
)
"""Said of a clan that is there twice."""
HEADED = {
    Path("services/registry/citizens/api/knowing.py"),
    Path("services/registry/citizens/citizen/one_person.py"),
    Path("services/registry/citizens/citizen/refusals.py"),
}
FOLDER = Path("services/registry/clans")
ROOMS = ("services", "shared", "hieuhoc")
TITLES = {Path("shared/vocabulary/titles.py"), Path("services/notifications/words.py")}
ALLOCATED = {
    Path("services/registry/allocations/allocation/subjects.py"),
    Path("services/registry/allocations/views.py"),
    Path("services/registry/allocations/api.py"),
}
HOSTING = {
    Path("shared/contracts/examples/organised.py"),
    Path("shared/contracts/pages/meanings.py"),
    Path("shared/contracts/registry/boards.py"),
    Path("shared/contracts/registry/chapters.py"),
    Path("services/registry/boards/api.py"),
    *(
        Path(f"services/registry/boards/board/{each}.py")
        for each in ("board", "facts", "hosts", "refusals")
    ),
    Path("shared/vocabulary/kinds.py"),
}
EXAMPLES = {Path("shared/contracts/examples/together.py")}
PAST = {
    Path("services/registry/migrations/0060_clans.sql"),
    Path("services/registry/migrations/0260_names_of_clans.sql"),
    Path("services/rollups/migrations/0035_restated_clans.sql"),
    Path("services/registry/migrations/0070_read_models.sql"),
    Path("services/rollups/migrations/0020_dimensions.sql"),
    Path("services/rollups/migrations/0021_read_models.sql"),
}
SHOWN = {
    Path("hieuhoc/commands/demo.py"),
    Path("hieuhoc/laptop/loading.py"),
    Path("hieuhoc/laptop/tan_binh.py"),
}
LISTED = re.compile("^((services/registry|shared)/importing/|hieuhoc/commands/import)")
"""That a list of them can be brought in is a thing of its own."""
CLOSING = {")", "),", "],", "},"}
"""Of what began above, as the formatter writes it."""
MOST_FILES = 11
MOST_LINES = 460


def production() -> Iterator[tuple[Path, str]]:
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*")):
            if path.suffix in {".py", ".sql"}:
                yield path.relative_to(ROOT), path.read_text(encoding="utf-8")


def census(files: Iterable[tuple[Path, str]]) -> Mapping[Path, int]:
    """The lines of each file that is there for clans."""
    left_out = TITLES | ALLOCATED | HOSTING | HEADED | EXAMPLES | PAST | SHOWN
    files = [(path, text) for path, text in files if not LISTED.search(path.as_posix())]
    beside = {
        path: TWICE.sub("merged", BELONGING.sub("member", text))
        for path, text in files
        if path not in left_out
        and not any(each.search(path.as_posix()) for each in (BELONGING, TWICE))
    }
    counted = {path: len(lines_of(path, text)) for path, text in beside.items()}
    return {path: number for path, number in counted.items() if number}


def lines_of(path: Path, text: str) -> set[int]:
    """The numbers of the lines that count."""
    lines = text.splitlines()
    numbers = set(range(1, len(lines) + 1))
    if path.parent != FOLDER and WORD not in path.stem:
        numbers = {n for n, line in enumerate(lines, 1) if WORD in line.lower()}
        if path.suffix == ".py":
            for first, last, wanted in _pieces(ast.parse(text)):
                closed = last < len(lines) and lines[last].strip() in CLOSING
                piece = set(range(first, last + 1 + closed))
                numbers |= piece if wanted or numbers & piece else set()
    return {n for n in numbers if lines[n - 1].strip()}


def _pieces(tree: ast.Module) -> Iterator[tuple[int, int, bool]]:
    """What is counted whole: named after clans, or a statement without others in it that speaks of
    them; a dictionary or list only line by line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            if WORD in node.name.lower():
                first = min([node.lineno, *(each.lineno for each in node.decorator_list)])
                yield first, node.end_lineno or first, True
        elif isinstance(node, ast.ImportFrom | ast.Expr | ast.Return) and not _is_text(node):
            if not isinstance(node, ast.ImportFrom) or _all_of(node):
                yield node.lineno, node.end_lineno or node.lineno, False
        elif isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values, strict=True):
                if key is not None:
                    yield key.lineno, value.end_lineno or key.lineno, False


def _is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _all_of(node: ast.ImportFrom) -> bool:
    """Whether it imports nothing but what is of clans."""
    return all(WORD in f"{node.module}.{alias.name}".lower() for alias in node.names)


def said(counted: Mapping[Path, int]) -> str:
    return "\n".join(f"{number:4} {path}" for path, number in counted.items())


def test_an_aggregate_costs_at_most_eleven_files_and_460_lines_by_hand() -> None:
    counted = census(production())
    assert FOLDER / "clan.py" in counted
    assert len(counted) <= MOST_FILES, f"{len(counted)} files:\n{said(counted)}"
    total = sum(counted.values())
    assert total <= MOST_LINES, f"{total} lines:\n{said(counted)}"


SOMEWHERE = Path("services/registry/somewhere.py")
SPOKEN = '''
from services.registry.clans.card import (
    CARD,
)
from elsewhere import other


class ClanEvent:
    """Something."""

    place_id: str


def unlike():
    return "other"


GRANTS = {
    "family": 1,
    "clan": (
        2
    ),
}
'''


def test_what_is_written_for_clans_elsewhere_is_counted_and_nothing_else() -> None:
    written = [(SOMEWHERE, SPOKEN), (Path("services/registry/other.py"), "families = 1\n")]
    assert census(written) == {SOMEWHERE: 3 + 3 + 3}


def test_who_belongs_to_clans_is_none_of_what_they_cost() -> None:
    said = (
        'GRANTS = {"registry.clan-member.read": 1}\nfrom a.clan_members.card import CLAN_MEMBERS\n'
    )
    assert (
        census([(SOMEWHERE, said), (Path("services/a/clan_members/card.py"), "CLAN = 1\n")]) == {}
    )
    assert census([(SOMEWHERE, f"{said}CLAN = 1\n")]) == {SOMEWHERE: 1}


def test_one_more_file_or_line_is_found() -> None:
    counted = census(production())
    one_more = census([*production(), (SOMEWHERE, "CLANS = 1\n")])
    assert (len(one_more), sum(one_more.values())) == (len(counted) + 1, sum(counted.values()) + 1)
