"""The streams of an OLE compound file, which old Office files are.

A chain of sectors that bites its own tail would be followed for ever; one as long as the file
is long enough.
"""

import struct
from collections.abc import Iterator

_END_OF_CHAIN = 0xFFFFFFFA
"""From here on numbers mean the end of a chain, a free sector, or one of the tables."""
_ENTRY, _STREAM, _ROOT = 128, 2, 5


def stream_of(data: bytes, *names: str) -> bytes:
    """The first stream of one of these names.

    Raises:
        ValueError, LookupError, struct.error: the file is damaged, or holds none.
    """
    file = _Compound(data)
    entries = list(file.entries())
    for name in names:
        for kind, found, start, size in entries:
            if kind == _STREAM and found.lower() == name.lower():
                return file.stream(start, size, entries)
    raise LookupError(names)


class _Compound:
    def __init__(self, data: bytes) -> None:
        self._data = data
        shift, mini_shift = struct.unpack_from("<HH", data, 30)
        if not 7 <= shift <= 16 or not 4 <= mini_shift <= shift:
            raise ValueError("sizes of sectors")
        self._size, self._mini_size = 1 << shift, 1 << mini_shift
        self._most = len(data) // self._mini_size + 1
        directory, _, self._cutoff, mini_start, _, more, _ = struct.unpack_from("<7I", data, 48)
        listed = (self._sector(n) for n in self._table_sectors(more) if n < _END_OF_CHAIN)
        self._table = _numbers(b"".join(listed))
        self._directory = b"".join(self._sectors(directory))
        self._mini_table = _numbers(b"".join(self._sectors(mini_start)))

    def entries(self) -> Iterator[tuple[int, str, int, int]]:
        """What the directory lists: kind, name, first sector and size."""
        for at in range(0, len(self._directory) - _ENTRY + 1, _ENTRY):
            entry = self._directory[at : at + _ENTRY]
            length, kind = struct.unpack_from("<HB", entry, 64)
            start, size = struct.unpack_from("<II", entry, 116)
            name = entry[: max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
            yield kind, name, start, size

    def stream(self, start: int, size: int, entries: list[tuple[int, str, int, int]]) -> bytes:
        """A stream by its first sector; a small one stands in pieces inside the root's."""
        if size >= self._cutoff:
            return b"".join(self._sectors(start))[:size]
        roots = [first for kind, _, first, _ in entries if kind == _ROOT]
        pieces = b"".join(self._sectors(roots[0]))
        chain = self._chain(start, self._mini_table)
        step = self._mini_size
        return b"".join(pieces[n * step : (n + 1) * step] for n in chain)[:size]

    def _sector(self, number: int) -> bytes:
        at = (number + 1) * self._size
        return self._data[at : at + self._size]

    def _sectors(self, start: int) -> Iterator[bytes]:
        return map(self._sector, self._chain(start, self._table))

    def _chain(self, start: int, table: tuple[int, ...]) -> Iterator[int]:
        for _ in range(self._most):
            if start >= _END_OF_CHAIN:
                return
            yield start
            start = table[start]
        raise ValueError("a chain without an end")

    def _table_sectors(self, more: int) -> Iterator[int]:
        """Where the table of sectors stands: 109 of them in the head, others in a chain."""
        yield from struct.unpack_from("<109I", self._data, 76)
        for _ in range(self._most):
            if more >= _END_OF_CHAIN:
                return
            *numbers, more = struct.unpack(f"<{self._size // 4}I", self._sector(more))
            yield from numbers


def _numbers(table: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(table) // 4}I", table[: len(table) // 4 * 4])
