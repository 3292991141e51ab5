"""`hieuhoc import places`: with a file a list of a place, without one the official places."""

from pathlib import Path

from typer.testing import CliRunner

from hieuhoc.commands.root import app


def said(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["import", "places", *words], env={"REGISTRY_DATABASE": ""})
    return done.exit_code, done.output


def test_an_option_of_a_list_without_a_file_is_misuse() -> None:
    code, output = said("--place", "26983")
    assert (code, "FILE" in output) == (2, True)


def test_with_a_file_it_goes_the_way_of_a_list_and_asks_for_the_place(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("Ấp,Thuộc\nẤp 1,Xã A\n")
    code, output = said(str(file))
    assert (code, "--place" in output) == (2, True)
