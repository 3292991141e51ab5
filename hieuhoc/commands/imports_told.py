"""What whoever calls is asked and told: questions and refusals where they are read, an answer
alone where it is printed."""

import json
import sys
from pathlib import Path
from typing import Any, NoReturn

import typer

from hieuhoc.commands.reorganising import MISUSED, Refused


def ours() -> str:
    """How these commands are called here, so that a line can be copied whole."""
    called = Path(sys.argv[0])
    return str(called) if called.name == "hieuhoc" else "hieuhoc"


def answered(question: str) -> str:
    """Nothing of it goes to where the answer is printed."""
    typer.echo(question, err=True, nl=False)
    return sys.stdin.readline().strip()


def agreed(question: str, not_asked: str) -> None:
    """Raises Refused."""
    if answered(question).lower() not in ("y", "yes"):
        raise Refused(MISUSED, not_asked, code="hieuhoc.not-confirmed")


def end_with(refused: Refused, *, as_json: bool = False) -> NoReturn:
    if as_json:
        typer.echo(json_text({"code": refused.code, "detail": "\n".join(refused.lines)}))
    else:
        for line in refused.lines:
            typer.echo(line, err=True)
    raise typer.Exit(refused.exit_code) from None


def json_text(told: Any) -> str:
    return json.dumps(told, ensure_ascii=False, indent=2)
