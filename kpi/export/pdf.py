"""A view as a one-page PDF: typst sets it, the typeface is embedded, the text can be selected."""

import json
from base64 import b64encode
from dataclasses import asdict
from datetime import UTC, datetime, time
from pathlib import Path

import typst

from kpi.drawing.palette import ACCENT
from kpi.export.brief import ACROSS, Brief, brief_of
from kpi.export.canvas import FONTS
from kpi.export.shown_rows import column_shares
from kpi.model.extract import Extract

_TEMPLATE = Path(__file__).parent / "brief.typ"


def brief_pdf(extract: Extract) -> bytes:
    """The brief, tagged for screen readers; equal views give equal bytes.

    Raises:
        UnreadableError: when a map is asked for and a boundary file is missing or damaged.
    """
    brief = brief_of(extract)
    return typst.compile(
        _TEMPLATE,
        format="pdf",
        font_paths=[FONTS],
        ignore_system_fonts=True,
        # Texts are data to the template: whatever they hold, they are never run as markup.
        sys_inputs={"brief": json.dumps(_told(brief), ensure_ascii=False)},
        timestamp=int(datetime.combine(brief.taken_on, time(), UTC).timestamp()),
    )


def _told(brief: Brief) -> dict[str, object]:
    """The brief by the names that the template reads."""
    day = brief.taken_on
    return {
        "accent": ACCENT,
        "lang": brief.lang,
        "region": "VN" if brief.lang == "vi" else "GB",
        "date": {"year": day.year, "month": day.month, "day": day.day},
        "title": brief.title,
        "subtitle": brief.subtitle,
        "day": brief.day,
        "picture": _as_svg(brief),
        "alt": brief.alt,
        "columns": [
            {"head": column.head, "number": column.kind == "number", "share": share}
            for column, share in zip(brief.table.columns, column_shares(brief.table), strict=True)
        ],
        "rows": [{"texts": row.texts, "own": row.own} for row in brief.table.rows],
        "table_note": brief.table_note,
        "facts": brief.facts,
        "lines": brief.lines,
        "sources_head": brief.sources_head,
        "sources": [asdict(source) for source in brief.sources],
        "address": asdict(brief.address),
    }


def _as_svg(brief: Brief) -> str:
    """The picture as text, for typst takes no bytes from outside: an SVG that holds the PNG."""
    if not brief.picture:
        return ""
    wide, high = ACROSS, brief.picture_height
    data = b64encode(brief.picture).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}mm" height="{high:.3f}mm" '
        f'viewBox="0 0 {wide} {high:.3f}"><image width="{wide}" height="{high:.3f}" '
        f'href="data:image/png;base64,{data}"/></svg>'
    )
