"""The library's own test cases, importable.

Their module imports its cipher, which needs pycryptodome. Nothing of ours uses that, so it is not
among our requirements: an empty module stands in, and the cases about ciphers are not run.
"""

import sys
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from eventsourcing.tests import persistence as cases
else:
    if find_spec("Crypto") is None:
        stand_in = ModuleType("eventsourcing.cipher")
        stand_in.AESCipher = type("AESCipher", (), {})
        sys.modules.setdefault(stand_in.__name__, stand_in)
    cases = import_module("eventsourcing.tests.persistence")

__all__ = ["cases"]
