"""The Vietnamese sentence of every refusal, one file per room: `SENTENCES`, code → sentence."""

from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType


def _collected() -> dict[str, str]:
    sentences: dict[str, str] = {}
    for room in iter_modules(__path__):
        sentences |= import_module(f"{__name__}.{room.name}").SENTENCES
    return sentences


SENTENCES = MappingProxyType(_collected())
