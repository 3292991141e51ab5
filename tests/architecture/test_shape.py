"""How the code reads: short files, short functions, no cycles (docs/style.md)."""

import graphlib

from tests.support.sources import ROOT, functions, imported, sources

LINES_OF_A_FILE = 400
LINES_OF_A_FUNCTION = 50
PARAMETERS = 5
SHAPELESS = {"utils", "common", "helpers", "base", "core", "lib"}


def test_no_file_is_longer_than_400_lines() -> None:
    long = [str(s.path) for s in sources() if s.text.count("\n") > LINES_OF_A_FILE]
    assert not long, f"past 250 lines a file wants to become a folder: {long}"


def test_no_function_is_longer_than_50_lines() -> None:
    long = [
        f"{source.path}:{node.lineno} {node.name}"
        for source in sources()
        for node in functions(source)
        if (node.end_lineno or 0) - node.lineno + 1 > LINES_OF_A_FUNCTION
    ]
    assert not long, f"give each step a name of its own: {long}"


def test_no_function_takes_more_than_five_parameters() -> None:
    crowded = [
        f"{source.path}:{node.lineno} {node.name}"
        for source in sources("services", "shared", "hieuhoc")
        for node in functions(source)
        if len([a for a in node.args.args if a.arg not in {"self", "cls"}]) > PARAMETERS
    ]
    assert not crowded, f"parameters that travel together are a thing with a name: {crowded}"


def test_no_file_has_a_shapeless_name() -> None:
    shapeless = [str(s.path) for s in sources() if SHAPELESS & {*s.path.parts, s.path.stem}]
    assert not shapeless, f"name what is in it: {shapeless}"


def test_no_module_imports_itself_in_a_circle() -> None:
    modules = {source.module for source in sources()}
    graph = {s.module: {m for m in imported(s) if m in modules} - {s.module} for s in sources()}
    graphlib.TopologicalSorter(graph).prepare()


def test_nothing_names_a_path_of_one_machine() -> None:
    marks = ("/" + "work/", "/" + "root/", "/" + "home/")
    named = [str(s.path) for s in sources() if any(mark in s.text for mark in marks)]
    assert not named, f"paths come from settings: {named}"


def test_only_the_two_doors_catch_everything() -> None:
    wide = [
        str(source.path)
        for source in sources("services", "shared", "hieuhoc")
        if "except Exception" in source.text or "except BaseException" in source.text
        if not str(source.path).startswith(("shared/messaging", "shared/web"))
        and str(source.path) != "shared/postgres/attempts.py"
    ]
    assert not wide, f"catch only what you can answer: {wide}"


def test_the_root_holds_what_the_design_names() -> None:
    assert {p.name for p in ROOT.iterdir() if p.is_dir() and not p.name.startswith(".")} >= {
        "services", "shared", "hieuhoc", "deploy", "tests", "benchmarks", "docs", "requirements",
    }  # fmt: skip
