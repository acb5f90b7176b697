"""Views that files are written from: a ranking with its map, a trend, a table, hostile texts."""

from datetime import date

from kpi import settings
from kpi.drawing.boundaries import shapes
from kpi.model import Lang
from kpi.model.entries import Scheme
from kpi.model.extract import (
    Absent,
    Bar,
    Cell,
    Cited,
    Column,
    Drawing,
    Extract,
    Line,
    Reference,
)

DAY = date(2026, 1, 5)
HOSTILE = (
    '"Nháy" <b>&amp;</b> #let x = 1 $a_b^c$ *đậm* _nghiêng_ @nguồn \\n {x} [y] `z` ~ // /* = + 😀 '
    "\u202eđảo\u202c \u0645\u0631\u062d\u0628\u0627 \x00\x07\ud800\ttận  cùng"
)
"""What a title can hold at worst: signs of every markup, controls, a lone surrogate, RTL, emoji."""
LONG = "Trung tâm Giám sát, điều hành thông minh của Ủy ban nhân dân " * 8


def extract(**overrides: object) -> Extract:
    """A table of two rows in Vietnamese, unless said otherwise."""
    told: dict[str, object] = {
        "name": "view",
        "lang": "vi",
        "title": "Hà Nội dẫn đầu về trạm BTS năm 2025",
        "subtitle": "Trạm BTS · 2025 · 34 tỉnh",
        "columns": (
            Column("Tỉnh"),
            Column("Mã tỉnh", file_only=True),
            Column("Giá trị (trạm)", "number", 1),
        ),
        "rows": (("Hà Nội", "vn34:01", 9000.25), ("Huế", "vn34:46", None)),
        "taken_on": DAY,
        "address": "http://kpi.vn/ranking?indicator=bts&period=2025",
        "filters": (("Chỉ tiêu", "Trạm BTS"), ("Kỳ", "2025")),
        "coverage": "2/34 tỉnh có số liệu",
        "cut_off": "số liệu đến 31/12/2025",
        "sources": (
            Cited("Báo cáo số 15/BC-STTTT", "Sở TT&TT", "01/2026", "https://example.vn/a", 2),
        ),
        "absent": (Absent("Cần Thơ", "Chưa có số liệu"),),
        "notes": ("†: các nguồn ghi khác nhau",),
        **overrides,
    }
    return Extract(**told)  # type: ignore[arg-type]


def ranking(
    scheme: Scheme = "vn34", *, own: int = 20, lang: Lang = "vi", **overrides: object
) -> Extract:
    """Every area of a scheme with a falling score; the one at `own` is my province."""
    folder = settings.DATA / "boundaries"
    areas = [(key, str(f["properties"]["name"])) for key, f in shapes(folder, scheme).items()]
    point = "," if lang == "vi" else "."
    values = [round(0.85 - 0.4 * n / len(areas), 4) for n in range(len(areas))]
    bars = tuple(
        Bar(
            name,
            value,
            f"{value:.4f}".replace(".", point),
            own=n == own,
            hollow=n % 7 == 3,
            area=key,
        )
        for n, ((key, name), value) in enumerate(zip(areas, values, strict=True))
    )
    rows: list[tuple[Cell, ...]] = [
        (n, bar.name, bar.area, "2024", bar.value, "", "Báo cáo DTI 2024", "12/2025")
        for n, bar in enumerate(bars, start=1)
    ]
    return extract(
        **{
            "title": f"{bars[own].name} xếp {own + 1}/{len(bars)} về chỉ số DTI năm 2024",
            "subtitle": f"Chỉ số DTI · 2024 · {len(bars)} tỉnh",
            "lang": lang,
            "columns": (
                Column("Hạng", "number", 0),
                Column("Tỉnh"),
                Column("Mã tỉnh", file_only=True),
                Column("Kỳ"),
                Column("Giá trị (điểm)", "number", 4),
                Column("Dấu"),
                Column("Tài liệu"),
                Column("Ngày công bố"),
            ),
            "rows": tuple(rows),
            "coverage": f"{len(bars)}/{len(bars)} tỉnh có số liệu; trung vị 0,6500",
            "absent": (),
            "drawing": Drawing(
                "điểm",
                bars,
                references=(Reference(0.65, f"trung vị 0{point}6500"),),
                scheme=scheme,
            ),
            **overrides,
        }
    )


def trend(**overrides: object) -> Extract:
    """Three lines over years: mine with a gap, another, and a promise of mine."""
    years = range(2018, 2026)
    return extract(
        **{
            "title": "Bắc Ninh tăng từ 1.200 lên 3.957 trạm",
            "subtitle": "Trạm BTS · 2018–2025",
            "drawing": Drawing(
                "trạm",
                lines=(
                    Line(
                        "Bắc Ninh",
                        tuple((y, None if y == 2021 else 1200 + 394 * (y - 2018)) for y in years),
                        own=True,
                    ),
                    Line("Hà Nội", tuple((float(y), 900.0 + 210 * (y - 2018)) for y in years)),
                    Line("Bắc Ninh (mục tiêu)", ((2025, 4100.0), (2030, 5200.0)), own=True,
                         dashed=True),
                ),
                references=(Reference(3000, "mục tiêu cả nước 3.000"),),
            ),
            **overrides,
        }
    )  # fmt: skip


def hostile(**overrides: object) -> Extract:
    """Every text of a ranking is hostile or very long."""
    bars = (
        Bar(HOSTILE, 3.0, HOSTILE, own=True, area="vn34:01"),
        Bar(LONG, -2.0, "-2", hollow=True, area="vn34:46"),
        Bar("=cmd|' /C calc'!A0", 1e9, "1e9", doubtful=True),
    )
    return extract(
        **{
            "title": HOSTILE,
            "subtitle": LONG + HOSTILE,
            "columns": (Column(HOSTILE), Column(LONG, "number")),
            "rows": tuple((bar.name, bar.value) for bar in bars),
            "address": f"http://kpi.vn/?q={HOSTILE}",
            "filters": ((HOSTILE, LONG),) * 3,
            "coverage": HOSTILE,
            "cut_off": LONG,
            "sources": (Cited(HOSTILE, LONG, HOSTILE, f"javascript:{HOSTILE}", 3),) * 9,
            "absent": (Absent(HOSTILE, LONG),) * 9,
            "notes": (HOSTILE, LONG) * 9,
            "drawing": Drawing(HOSTILE, bars, references=(Reference(2.0, LONG),), scheme="vn34"),
            **overrides,
        }
    )


def briefs() -> dict[str, Extract]:
    """A view of every kind, by name."""
    return {
        "ranking": ranking(as_of=DAY),
        "old": ranking("vn63", own=40),
        "english": ranking(lang="en"),
        "trend": trend(),
        "table": extract(rows=(("Hà Nội", "vn34:01", 9000.25),) * 60),
        "empty": extract(rows=(), sources=(), absent=(), notes=(), filters=(), address=""),
        "hostile": hostile(),
    }
