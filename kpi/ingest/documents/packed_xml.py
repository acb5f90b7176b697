"""The XML parts of a zipped text document, under limits that no report reaches."""

import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from lxml import etree

from kpi.errors import UnreadableError

MOST_UNPACKED = 40 * 2**20
MOST_TAGS = 1_000_000  # a thousand pages; a tree of many more fills the memory
MOST_PARTS = 5000


class Parts:
    """The parts of one file.

    Attributes:
        name: the file's, for messages.
        kind: what a person calls such a file, for messages.
    """

    def __init__(self, packed: zipfile.ZipFile, name: str, kind: str) -> None:
        self._packed = packed
        self.name, self.kind = name, kind
        if len(packed.infolist()) > MOST_PARTS:
            raise self._blown_up()

    def __contains__(self, part: str) -> bool:
        return part in self._packed.namelist()

    def tree(self, part: str, same: Sequence[tuple[bytes, bytes]] = ()) -> etree._Element | None:
        """The XML of a part, None where there is no such part.

        Args:
            part: its name.
            same: namespaces of a dialect, each with its usual name.
        """
        if part not in self:
            return None
        content = self._content(part)
        for dialect, usual in same:
            content = content.replace(dialect, usual)
        return self._parsed(content)

    def _content(self, part: str) -> bytes:
        """A part, unpacked no further than the limit whatever its header says."""
        with self._packed.open(part) as stream:
            unpacked = stream.read(MOST_UNPACKED + 1)
        if len(unpacked) > MOST_UNPACKED or unpacked.count(b"<") > MOST_TAGS:
            raise self._blown_up()
        return unpacked

    def _parsed(self, content: bytes) -> etree._Element:
        """No office program declares entities, so a part that does is not read."""
        if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
            raise self.damaged()
        parser = etree.XMLParser(
            resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, recover=False
        )
        try:
            return etree.fromstring(content, parser)
        except etree.XMLSyntaxError as error:
            raise self.damaged() from error

    def damaged(self) -> UnreadableError:
        """The refusal of a file that does not open."""
        return damaged(self.name, self.kind)

    def _blown_up(self) -> UnreadableError:
        return UnreadableError(
            f"{self.name}: {self.kind} nén quá nhiều dữ liệu.",
            "Chép nội dung sang tệp Word mới.",
        )


@contextmanager
def opened(data: bytes, name: str, kind: str) -> Iterator[Parts]:
    """The parts of a file while it is read.

    Raises:
        UnreadableError: damaged, protected by a password, or blown up.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            yield Parts(packed, name, kind)
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, OSError, ValueError) as error:
        raise damaged(name, kind) from error
    except (NotImplementedError, RuntimeError) as error:  # unknown packing; a password
        raise damaged(name, kind) from error


def damaged(name: str, kind: str) -> UnreadableError:
    """The refusal of a file that does not open."""
    return UnreadableError(
        f"{name}: {kind} bị hỏng, không mở được.", "Mở bằng Word, lưu lại dạng .docx rồi thử lại."
    )
