"""Columns of the template of a kind of lists."""

from dataclasses import dataclass

from shared.importing.table import Value


@dataclass(frozen=True)
class Column:
    """Of a template: which field, what stands over it, an example, and which words there are."""

    field: str
    title: str
    example: Value = None
    choices: tuple[str, ...] = ()
