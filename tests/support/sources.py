"""The repository's own Python files, parsed, for tests about their shape."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("services", "shared", "hieuhoc", "tests", "benchmarks")
SERVICES = ("registry", "recognition", "funding", "notifications", "rollups")


@dataclass(frozen=True)
class Source:
    """One Python file: its path from the root and its text."""

    path: Path
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        """Parsed when it is first asked for: most who look at a file read its text alone."""
        return ast.parse(self.text)

    @property
    def module(self) -> str:
        parts = self.path.with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def aggregates(service: str) -> list[Path]:
    """The folders of a service that hold a card."""
    return sorted(card.parent for card in (ROOT / "services" / service).glob("*/card.py"))


@cache
def sources(*rooms: str) -> tuple[Source, ...]:
    """Every Python file of these rooms (all of them by default)."""
    return tuple(
        _source(path) for room in rooms or ROOMS for path in sorted((ROOT / room).rglob("*.py"))
    )


@cache
def _source(path: Path) -> Source:
    return Source(path.relative_to(ROOT), path.read_text(encoding="utf-8"))


def functions(source: Source) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method of a file."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def imported(source: Source) -> Iterator[str]:
    """Every module a file imports, anywhere in it."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
