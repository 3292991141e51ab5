"""The tables by name: those that are asked, and those of a rebuild filling beside them."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from psycopg.sql import Identifier

MIGRATIONS: Final = Path(__file__).parents[1] / "migrations"


@dataclass(frozen=True)
class Tables:
    """One generation of the rollup tables."""

    generation: str

    @property
    def contributions(self) -> Identifier:
        return Identifier(f"contributions_{self.generation}")

    @property
    def cells(self) -> Identifier:
        return Identifier(f"cells_{self.generation}")

    @property
    def freshness(self) -> Identifier:
        return Identifier(f"freshness_{self.generation}")


LIVE = Tables("v2")


def literal(values: Iterable[str]) -> str:
    """A PostgreSQL array of values that need no quoting: codes, ids, days, whole numbers.

    psycopg's own dumping of lists costs more than decoding and folding a batch.
    """
    return "{" + ",".join(values) + "}"


def quoted(values: Iterable[str]) -> str:
    """A PostgreSQL array of values that may be empty, but have no quotes or backslashes in them."""
    return '{"' + '","'.join(values) + '"}'
