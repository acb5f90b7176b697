"""The parts of a zipped spreadsheet, and XML read without entities or network."""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any
from xml.parsers.expat import ExpatError

from lxml import etree

from kpi.ingest.formats.refusals import refusal

MOST_UNPACKED = 300 * 2**20
DAMAGE = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ExpatError, etree.LxmlError,
    ValueError, LookupError, OverflowError,
)  # fmt: skip
"""What reading damaged bytes raises."""
_BLOCK = 2**20


class Package:
    """A zip file's parts by name, whatever their case and slashes.

    Raises:
        UnreadableError: not a zip, under a password, or packed too tightly.
    """

    def __init__(self, data: bytes, name: str) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except DAMAGE:
            raise refusal(name, "damaged") from None
        parts = self._zip.infolist()
        if sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise refusal(name, "bomb")
        if any(part.flag_bits & 1 for part in parts):
            raise refusal(name, "password")
        self._parts = {_key(part.filename): part for part in parts}

    def __contains__(self, part: str) -> bool:
        return _key(part) in self._parts

    def names(self) -> list[str]:
        """The names of all parts, in lower case."""
        return list(self._parts)

    def read(self, part: str) -> bytes:
        """A part whole; empty where there is none."""
        return self._zip.read(self._parts[_key(part)]) if part in self else b""

    def blocks(self, part: str) -> Iterator[bytes]:
        """A part piece by piece."""
        with self._zip.open(self._parts[_key(part)]) as stream:
            while block := stream.read(_BLOCK):
                yield block

    def tree(self, part: str) -> Any:
        """A part as the root of its XML; None where there is none."""
        return parse_xml(self.read(part)) if part in self else None


def _key(part: str) -> str:
    return posixpath.normpath(part.replace("\\", "/")).lstrip("/").lower()


def parse_xml(data: bytes) -> Any:
    """The root of an XML text; entities stay unread and nothing is fetched."""
    return etree.fromstring(data, etree.XMLParser(**SAFE))


SAFE: Any = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "remove_comments": True,
    "remove_pis": True,
}


def local(element: Any) -> str:
    """An element's name without its namespace: strict and transitional files differ in that."""
    return str(element.tag).rpartition("}")[2]


def attribute(element: Any, name: str) -> str:
    """An attribute by its name without namespace, "" where there is none."""
    found = element.get(name)
    if found is None:
        found = next((v for k, v in element.items() if k.rpartition("}")[2] == name), "")
    return str(found)


def children(element: Any, name: str) -> Iterator[Any]:
    """The child elements of a name, whatever their namespace."""
    return (child for child in element if local(child) == name)


def child(element: Any, *path: str) -> Any:
    """The first element down a path of names, None where there is none."""
    for name in path:
        if element is None:
            return None
        element = next(children(element, name), None)
    return element


def is_on(value: str | None) -> bool:
    """A switch of XML: present and not turned off."""
    return value is not None and value.lower() not in ("0", "false", "none", "off", "")
