"""The commands that operators and first-time users call, under one root.

A command is imported when it is called: what the root says of it stands here, what it needs there.
"""

import os
import signal
from pkgutil import resolve_name
from typing import Annotated, Any, Final, NamedTuple

import typer
from typer.core import TyperGroup

from hieuhoc.laptop.addresses import meet_laptop


class Named(NamedTuple):
    """A command as the root knows it: where it stands, and its line in the list of all commands."""

    where: str
    says: str


COMMANDS: Final = {
    "demo": Named(
        "hieuhoc.commands.demo:demo",
        "Chạy thử toàn bộ hệ thống trên máy này (the whole system on this machine).",
    ),
    "report": Named(
        "hieuhoc.commands.asking:report",
        "In báo cáo của một địa bàn vào một ngày (a place's figures on a day).",
    ),
    "import": Named("hieuhoc.commands.importing:app", "Nhập dữ liệu (bring data in)."),
    "places": Named("hieuhoc.commands.places:app", "Địa bàn (places)."),
    "people": Named("hieuhoc.commands.people:app", "Cá nhân (people)."),
    "topics": Named(
        "hieuhoc.commands.topics:app",
        "Kafka topics, from the catalogue (chủ đề Kafka theo danh mục).",
    ),
    "lag": Named("hieuhoc.commands.lag:app", "How far behind everybody is (độ trễ)."),
    "dead-letters": Named(
        "hieuhoc.commands.dead_letters:app",
        "Records that could not be heard (thư không xử lý được).",
    ),
    "relay": Named("hieuhoc.commands.relay:app", "What a service tells the others (phát sự kiện)."),
    "rebuild": Named(
        "hieuhoc.commands.rebuild:rebuild",
        "Build a view or a copy anew from all that was recorded (dựng lại bảng).",
    ),
}


def imported(name: str) -> Any:
    """The command itself, as Typer makes it."""
    whole, found = typer.Typer(), resolve_name(COMMANDS[name].where)
    if isinstance(found, typer.Typer):
        whole.add_typer(found, name=name)
    else:
        whole.command(name)(found)
    return typer.main.get_group(whole).commands[name]


class OnCall(TyperGroup):
    """Lists its commands by what it knows of them, and imports the one that is called."""

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        name, known, rest = super().resolve_command(ctx, args)
        command = known if name is None else imported(name)
        if signal.getsignal(signal.SIGINT) is signal.SIG_DFL:  # so set by `hieuhoc.__main__`
            signal.signal(signal.SIGINT, signal.default_int_handler)
        return name, command, rest


app = typer.Typer(
    cls=OnCall,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Hiếu Học: hệ thống của phong trào xây dựng xã hội học tập (the learning society).",
)
for name, known in COMMANDS.items():
    app.command(name, help=known.says)(lambda: None)


def _tell_version(asked: bool) -> None:
    if asked:
        from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415  # for this only

        try:
            build = version("hieuhoc")
        except PackageNotFoundError:  # an image that holds the code without the distribution
            build = os.environ.get("HIEUHOC_VERSION", "unknown")
        typer.echo(f"hieuhoc {build} ({os.environ.get('HIEUHOC_COMMIT', 'unknown')})")
        raise typer.Exit


Version = Annotated[
    bool, typer.Option("--version", is_eager=True, callback=_tell_version, help="phiên bản")
]


@app.callback()
def begin(*, version: Version = False) -> None:  # answered before by its callback
    """Where nothing else is said, the commands speak to the laptop edition of this folder."""
    if folder := meet_laptop():
        typer.echo(f"Laptop edition (bản máy tính cá nhân): {folder}", err=True)
