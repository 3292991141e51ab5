"""A stream of a compound file, in which .xls workbooks are kept: chains of sectors."""

import struct
from collections.abc import Iterator
from typing import Final, NamedTuple

from shared.importing.refusals import FileDamaged

_LAST: Final = 0xFFFFFFFA
"""From here on a number is no sector's."""
_IN_HEADER: Final = 109
_ENTRY: Final = 128
_ROOT: Final = 5
_STREAM: Final = 2


class _Entry(NamedTuple):
    name: str
    kind: int
    start: int
    size: int


class Compound:
    """Raises FileDamaged of what does not hold together."""

    def __init__(self, data: bytes) -> None:
        if len(data) < 512:
            raise FileDamaged
        self._data = data
        (shift, mini_shift) = struct.unpack_from("<HH", data, 30)
        if shift not in (9, 12) or not 4 <= mini_shift <= shift:
            raise FileDamaged
        self._size, self._mini_size = 1 << shift, 1 << mini_shift
        (directory,) = struct.unpack_from("<I", data, 48)
        self._cutoff, mini_table = struct.unpack_from("<II", data, 56)
        self._next = self._numbers(b"".join(self._sector(each) for each in self._tables()))
        entries = [*self._entries(self._chained(directory))]
        self._streams = {each.name: each for each in entries if each.kind == _STREAM}
        root = next((each for each in entries if each.kind == _ROOT), None)
        self._small = self._chained(root.start) if root else b""
        self._next_small = self._numbers(self._chained(mini_table))

    def stream(self, *names: str) -> bytes:
        """That of the first name which is there."""
        entry = next((self._streams[each] for each in names if each in self._streams), None)
        if entry is None:
            raise FileDamaged
        if entry.size >= self._cutoff:
            return self._chained(entry.start)[: entry.size]
        size, pieces = self._mini_size, self._chain(entry.start, self._next_small)
        return b"".join(self._small[n * size : (n + 1) * size] for n in pieces)[: entry.size]

    def _tables(self) -> Iterator[int]:
        """The sectors that say of each sector which one follows."""
        header = struct.unpack_from(f"<{_IN_HEADER}I", self._data, 76)
        yield from (each for each in header if each < _LAST)
        (more,) = struct.unpack_from("<I", self._data, 68)
        seen: set[int] = set()
        while more < _LAST and more not in seen:
            seen.add(more)
            *found, more = self._numbers(self._sector(more))
            yield from (each for each in found if each < _LAST)

    def _sector(self, number: int) -> bytes:
        at = (number + 1) * self._size
        if at >= len(self._data):
            raise FileDamaged
        return self._data[at : at + self._size]

    @staticmethod
    def _numbers(piece: bytes) -> tuple[int, ...]:
        return struct.unpack(f"<{len(piece) // 4}I", piece[: len(piece) // 4 * 4])

    def _chained(self, start: int) -> bytes:
        return b"".join(self._sector(each) for each in self._chain(start, self._next))

    @staticmethod
    def _chain(start: int, following: tuple[int, ...]) -> Iterator[int]:
        for _ in range(len(following) + 1):
            if start >= _LAST:
                return
            yield start
            if start >= len(following):
                raise FileDamaged
            start = following[start]
        raise FileDamaged

    @staticmethod
    def _entries(directory: bytes) -> Iterator[_Entry]:
        for at in range(0, len(directory) - _ENTRY + 1, _ENTRY):
            (length, kind) = struct.unpack_from("<HB", directory, at + 64)
            start, size = struct.unpack_from("<II", directory, at + 116)
            name = directory[at : at + max(0, min(length, 64) - 2)]
            yield _Entry(name.decode("utf-16-le", "replace"), kind, start, size)
