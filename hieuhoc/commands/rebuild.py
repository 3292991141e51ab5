"""`hieuhoc rebuild <name>`: a view, or what is kept of others' events, built anew.

Names are `<service>.<name>`, as metrics have them without version: `funding.funds`,
`rollups.cells`, `funding.places`; the bare name where only one has it, and `rollups` for
`rollups.cells`. Reads `<SERVICE>_DATABASE` (as the owner of its tables, which `operator-owner` is
in compose), and `HIEUHOC_KAFKA` for what is heard from others. Reads go on meanwhile, and what a
rebuild that was ended had done is gone on with. Exit codes: 0 done, 1 the rebuilt tables were not
taken over (another rebuild is under way, for one), 2 misuse or configuration.
"""

from importlib import import_module
from typing import Annotated

import typer

AsJson = Annotated[bool, typer.Option("--json", help="as JSON (in ra JSON)")]
Name = Annotated[str, typer.Argument(help="e.g. rollups.cells, funding.funds (bảng nào)")]


def rebuild(name: Name, *, as_json: AsJson = False) -> None:
    """Build a view or a copy anew from all that was recorded (dựng lại bảng)."""
    import_module("hieuhoc.commands.rebuilding").run(name, as_json=as_json)
