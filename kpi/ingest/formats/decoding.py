"""Bytes of a text file → its text, whatever Vietnamese encoding it was saved in."""

import re
import unicodedata
from collections.abc import Iterable
from contextlib import suppress

from kpi.errors import UnreadableError
from kpi.ingest.formats.damaged_letters import restorer
from kpi.ingest.formats.legacy_text import Coding, coding_of, convert, converter, score
from kpi.language.spelling import composed, fold

_SAMPLE = 200_000
_CELL_ENDS = re.compile(r"[;,\t|\n<>]")
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


def decode(data: bytes, name: str, words: frozenset[str]) -> tuple[str, tuple[str, ...]]:
    """The text, and a note on every conversion that was more than UTF-8.

    Args:
        data: the file.
        name: its name, for the refusal.
        words: marked Vietnamese words in lower case, by which encodings are told apart.

    Raises:
        UnreadableError: when no encoding makes sense of the bytes.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strict(data[len(bom) :], encoding, name), _noted(encoding)
    if encoding := _utf16(data):
        return _strict(data, encoding, name), _noted(encoding)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _one_byte(data, name, words)
    cells = cells_of(text)
    coding = None if restorer(cells, words) else coding_of(cells, words)
    if coding is None:
        return text, ()
    one = converter(coding, words)
    after = "\n".join(map(one, text.split("\n")))
    return after, (conversion_note(coding, text, after),)


def cells_of(text: str) -> list[str]:
    """The different cells at the beginning of a text, by any delimiter.

    Each counts once, as in Excel: 100 000 rows say the same few words.
    """
    return list(dict.fromkeys(_CELL_ENDS.split(text[:_SAMPLE])))


def conversion_note(coding: str, before: str, after: str) -> str:
    """What was converted, with the first line that differs, so that a person can judge it."""
    pairs = zip(before.splitlines(), after.splitlines(), strict=False)
    old, new = next(((a, b) for a, b in pairs if a != b), ("", ""))
    return f"Chữ đã chuyển từ {coding} sang Unicode, ví dụ '{old[:80]}' → '{new[:80]}'."


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _unknown(name) from error


def _noted(encoding: str) -> tuple[str, ...]:
    return () if encoding == "utf-8" else (f"Tệp ở bảng mã {encoding.upper()}.",)


def _utf16(data: bytes) -> str:
    """UTF-16 without a byte-order mark shows as a zero in every other byte of Latin letters."""
    sample = data[:4000]
    if len(sample) < 8:
        return ""
    high, low = sample[1::2].count(0), sample[0::2].count(0)
    many, few = len(sample) // 5, len(sample) // 50
    if high > many and low <= few:
        return "utf-16-le"
    return "utf-16-be" if low > many and high <= few else ""


def _one_byte(data: bytes, name: str, words: frozenset[str]) -> tuple[str, tuple[str, ...]]:
    """The reading with the most Vietnamese words: windows-1258, TCVN3 or VNI."""
    western = data.decode("latin-1")
    readings: list[tuple[str, str]] = []
    with suppress(UnicodeDecodeError):
        # windows-1258 writes tones behind their letters.
        readings.append(("windows-1258", composed(data.decode("cp1258"))))
    codings: tuple[Coding, ...] = ("TCVN3", "VNI")
    readings += [(coding, convert(western, coding)) for coding in codings]
    hits, encoding, text = max(
        ((score([text[:_SAMPLE]], words), encoding, text) for encoding, text in readings),
        key=lambda reading: reading[0],
    )
    if not hits or not _is_text(text):
        raise _unknown(name)
    if encoding in codings:
        return text, (conversion_note(encoding, western, text),)
    return text, (f"Tệp ở bảng mã {encoding}.",)


def _is_text(text: str) -> bool:
    """A picture or a program has control characters that no text has."""
    sample = text[:_SAMPLE]
    return sum(unicodedata.category(c) == "Cc" and c not in "\t\n\r" for c in sample) == 0


def _unknown(name: str) -> UnreadableError:
    return UnreadableError(
        f"{name}: không nhận ra bảng mã của tệp.", "Lưu lại tệp dạng CSV UTF-8 rồi thử lại."
    )


def marked_words(names: Iterable[str]) -> frozenset[str]:
    """The words of names that carry marks, and those that every Vietnamese table has."""
    common = (
        "tỉnh thành phố tổng cộng số năm kỳ chỉ tiêu giá trị đơn vị ghi chú nguồn trạm tỷ lệ "
        "người thuê bao hộ xã phường huyện điểm triệu tỷ đồng nghìn cả nước địa phương quý tháng "
        "biểu báo cáo thống kê kế hoạch thực hiện ước sơ bộ trạng thái tên mã thứ tự hạng "
        "lượng doanh thu dân tính đến ngày"
    )
    texts = [fold(composed(name)) for name in (*names, common)]
    words = {
        "".join(c for c in word if c.isalpha())
        for text in texts
        for word in text.replace("-", " ").replace("/", " ").split()
    }
    return frozenset(word for word in words if not word.isascii())
