"""Office files are zip archives; their clocks are stopped, so that equal views are equal bytes."""

import io
import re
import zipfile
from datetime import date

_EPOCH = (1980, 1, 1, 0, 0, 0)
_CLOCK = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")


def without_clock(archive: bytes, day: date) -> bytes:
    """The archive with no time but `day`, workbooks within it likewise."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(archive)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            part = source.read(name)
            if name.endswith(".xlsx"):
                part = without_clock(part, day)
            elif name == "docProps/core.xml":
                part = _CLOCK.sub(rb"\g<1>%sT00:00:00Z\g<2>" % day.isoformat().encode(), part)
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, part)
    return out.getvalue()
