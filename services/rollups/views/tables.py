"""The tables by name: those that are asked, those that are written, and those of a rebuild filling
beside them."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from psycopg.sql import Identifier

MIGRATIONS: Final = Path(__file__).parents[1] / "migrations"


@dataclass(frozen=True)
class Tables:
    """One generation of the rollup tables; none: the names that show the live ones."""

    generation: str = ""

    @property
    def contributions(self) -> Identifier:
        return self._named("contributions")

    @property
    def holdings(self) -> Identifier:
        return self._named("holdings")

    @property
    def cells(self) -> Identifier:
        return self._named("cells")

    @property
    def freshness(self) -> Identifier:
        return self._named("freshness")

    @property
    def allocations(self) -> Identifier:
        return self._named("allocations")

    @property
    def allocated(self) -> Identifier:
        return self._named("allocated")

    def _named(self, table: str) -> Identifier:
        return Identifier(f"{table}_{self.generation}" if self.generation else table)


LIVE = Tables("v2")
SHOWN = Tables()
NAMES = ("cells", "allocated", "contributions", "holdings", "allocations", "freshness")
"""In the order in which readers ask: what is shown is changed in the same."""


def literal(values: Iterable[str]) -> str:
    """A PostgreSQL array of values that need no quoting: codes, ids, days, whole numbers.

    psycopg's own dumping of lists costs more than decoding and folding a batch.
    """
    return "{" + ",".join(values) + "}"


def quoted(values: Iterable[str]) -> str:
    """A PostgreSQL array of values that may be empty, but have no quotes or backslashes in them."""
    return '{"' + '","'.join(values) + '"}'
