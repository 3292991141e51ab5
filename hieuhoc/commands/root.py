"""The commands that operators and first-time users call, under one root."""

import os
from importlib.metadata import PackageNotFoundError, version
from typing import Annotated

import typer

from hieuhoc.commands import dead_letters, demo, lag, places, rebuild, relay, report, topics
from hieuhoc.commands.asking import ask_report
from hieuhoc.laptop.addresses import meet_laptop

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Hiếu Học: hệ thống của phong trào xây dựng xã hội học tập (the learning society).",
)
importing = typer.Typer(no_args_is_help=True, help="Nhập dữ liệu (bring data in).")


def _tell_version(asked: bool) -> None:
    if asked:
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


importing.command("places")(places.import_places)
app.add_typer(importing, name="import")
app.add_typer(places.app, name="places")
app.add_typer(topics.app, name="topics")
app.add_typer(lag.app, name="lag")
app.add_typer(dead_letters.app, name="dead-letters")
app.add_typer(relay.app, name="relay")
app.add_typer(rebuild.app, name="rebuild")
app.command()(demo.demo)
report.add_to(app, ask_report)
