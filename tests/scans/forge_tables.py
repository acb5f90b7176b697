"""Small tables as clerks send them: places by indicators, with Vietnamese forms of numbers.

The numbers are invented, the same each time; a sum is the sum of what stands above it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from zlib import crc32

import numpy as np

Kind = Literal["count", "percent", "decimal", "money", "rank", "score"]
_NOT_REPORTED = "-"
_SUMMED: tuple[Kind, ...] = ("count", "money")


@dataclass(frozen=True)
class Column:
    """Numbers of one kind between `low` and `high` under a heading."""

    heading: str
    kind: Kind
    low: float
    high: float


@dataclass(frozen=True)
class Table:
    """A table to be printed.

    Attributes:
        name: what its scan is called.
        title: lines above it; the first in capitals.
        places: what its rows are, under the heading `of`.
        columns: its figures.
        is_numbered: whether each row begins with its count.
        total: the words of the row of sums, "" for none.
        note: the line below it, "" for none.
    """

    name: str
    title: tuple[str, ...]
    of: str
    places: tuple[str, ...]
    columns: tuple[Column, ...]
    is_numbered: bool = True
    total: str = ""
    note: str = ""

    def text(self) -> str:
        """Its lines, with ` | ` between the cells of a row."""
        values = [_values(self.name, column, len(self.places)) for column in self.columns]
        rows = [[self.of, *(column.heading for column in self.columns)]]
        for n, place in enumerate(self.places):
            rows.append([place, *(_told(v[n], c) for v, c in self._with(values))])
        if self.total:
            rows.append([self.total, *(_sum(v, c) for v, c in self._with(values))])
        if self.is_numbered:
            counts = ["STT", *(str(n + 1) for n in range(len(self.places))), ""]
            rows = [[count, *row] for count, row in zip(counts, rows, strict=False)]
        lines = [*self.title, *(" | ".join(row) for row in rows), self.note]
        return "\n".join(line for line in lines if line)

    def _with(self, values: list[list[float]]) -> list[tuple[list[float], Column]]:
        return list(zip(values, self.columns, strict=True))


def _values(name: str, column: Column, count: int) -> list[float]:
    """The numbers of a column; in one of a dozen places none was reported."""
    rng = np.random.default_rng(crc32(f"{name} {column.heading}".encode()))
    if column.kind == "rank":
        return [float(n) for n in rng.permutation(count) + 1]
    spread = np.exp(rng.uniform(np.log(column.low), np.log(column.high), count))
    gaps = rng.uniform(0, 1, count) < 1 / 12
    return [float("nan") if gap else float(value) for gap, value in zip(gaps, spread, strict=True)]


_PLACES: dict[Kind, int] = {
    "count": 0, "rank": 0, "percent": 1, "decimal": 2, "money": 1, "score": 4,
}  # fmt: skip


def _told(value: float, column: Column) -> str:
    """A number as it is printed: dots between thousands, a comma before decimals."""
    if np.isnan(value):
        return _NOT_REPORTED
    plain = f"{value:,.{_PLACES[column.kind]}f}".translate(str.maketrans(",.", ".,"))
    return f"{plain}%" if column.kind == "percent" and "%" not in column.heading else plain


def _sum(values: Sequence[float], column: Column) -> str:
    if column.kind not in _SUMMED:
        return ""
    places = _PLACES[column.kind]
    return _told(sum(round(value, places) for value in values if not np.isnan(value)), column)


_RED_RIVER = (
    "Hà Nội", "Vĩnh Phúc", "Bắc Ninh", "Quảng Ninh", "Hải Dương", "Hải Phòng", "Hưng Yên",
    "Thái Bình", "Hà Nam", "Nam Định", "Ninh Bình",
)  # fmt: skip
_MOUNTAINS = (
    "Hà Giang", "Cao Bằng", "Bắc Kạn", "Tuyên Quang", "Lào Cai", "Yên Bái", "Thái Nguyên",
    "Lạng Sơn", "Bắc Giang", "Phú Thọ", "Điện Biên", "Lai Châu", "Sơn La", "Hòa Bình",
)  # fmt: skip
_COAST = (
    "Đà Nẵng", "Quảng Nam", "Quảng Ngãi", "Bình Định", "Phú Yên", "Khánh Hòa", "Ninh Thuận",
    "Bình Thuận",
)  # fmt: skip
_DELTA = (
    "Long An", "Tiền Giang", "Bến Tre", "Trà Vinh", "Vĩnh Long", "Đồng Tháp", "An Giang",
    "Kiên Giang", "Cần Thơ", "Hậu Giang", "Sóc Trăng", "Bạc Liêu", "Cà Mau",
)  # fmt: skip
_HIGHLANDS = ("Kon Tum", "Gia Lai", "Đắk Lắk", "Đắk Nông", "Lâm Đồng")
_AFTER_THE_MERGER = (
    "Thành phố Hà Nội", "Thành phố Huế", "Tỉnh Lai Châu", "Tỉnh Điện Biên", "Tỉnh Sơn La",
    "Tỉnh Lạng Sơn", "Tỉnh Quảng Ninh", "Tỉnh Thanh Hóa", "Tỉnh Nghệ An", "Tỉnh Hà Tĩnh",
    "Tỉnh Cao Bằng", "Tỉnh Tuyên Quang", "Tỉnh Lào Cai", "Tỉnh Thái Nguyên", "Tỉnh Phú Thọ",
    "Tỉnh Bắc Ninh", "Tỉnh Hưng Yên", "Thành phố Hải Phòng", "Tỉnh Ninh Bình", "Tỉnh Quảng Trị",
)  # fmt: skip
_DISTRICTS = (
    "TP Phan Rang - Tháp Chàm", "Huyện Bác Ái", "Huyện Ninh Sơn", "Huyện Ninh Hải",
    "Huyện Ninh Phước", "Huyện Thuận Bắc", "Huyện Thuận Nam",
)  # fmt: skip
_COMMUNES = (
    "Phường Minh Xuân", "Phường Mỹ Lâm", "Xã Lâm Bình", "Xã Nà Hang", "Xã Thượng Nông",
    "Xã Chiêm Hóa", "Xã Hàm Yên", "Xã Sơn Dương", "Xã Tân Trào",
)  # fmt: skip
_YEARS = ("Năm 2018", "Năm 2019", "Năm 2020", "Năm 2021", "Năm 2022", "Năm 2023")

OWN = (
    Table(
        "stations-of-the-red-river",
        ("SỐ TRẠM THU PHÁT SÓNG DI ĐỘNG VÙNG ĐỒNG BẰNG SÔNG HỒNG", "(Số liệu đến 31/12/2022)"),
        "Địa phương",
        _RED_RIVER,
        (
            Column("Tổng số trạm BTS", "count", 900, 9500),
            Column("Trong đó trạm 4G", "count", 410, 890),
            Column("Trạm 5G", "count", 2, 120),
            Column("Dân số được phủ sóng 4G (%)", "percent", 94, 99.9),
        ),
        total="Toàn vùng",
    ),
    Table(
        "subscribers-of-the-mountains",
        ("THUÊ BAO VIỄN THÔNG QUÝ I NĂM 2023", "Đơn vị tính: thuê bao"),
        "Tỉnh",
        _MOUNTAINS,
        (
            Column("Thuê bao điện thoại di động", "count", 280_000, 1_700_000),
            Column("Thuê bao điện thoại cố định", "count", 3_000, 40_000),
            Column("Thuê bao băng rộng cố định", "count", 40_000, 390_000),
        ),
        total="Tổng cộng",
        note="Ghi chú: dấu (-) là địa phương chưa gửi báo cáo.",
    ),
    Table(
        "index-of-the-coast",
        ("XẾP HẠNG CHUYỂN ĐỔI SỐ (DTI) CÁC TỈNH DUYÊN HẢI NĂM 2021",),
        "Tỉnh, thành phố",
        _COAST,
        (
            Column("Chính quyền số", "score", 0.31, 0.82),
            Column("Kinh tế số", "score", 0.29, 0.74),
            Column("Xã hội số", "score", 0.3, 0.79),
            Column("DTI", "score", 0.33, 0.77),
            Column("Thứ hạng", "rank", 1, 8),
        ),
        is_numbered=False,
    ),
    Table(
        "services-of-the-delta",
        (
            "KẾT QUẢ CUNG CẤP DỊCH VỤ CÔNG TRỰC TUYẾN 6 THÁNG ĐẦU NĂM 2023",
            "(Kèm theo Báo cáo số 148/BC-STTTT ngày 11 tháng 7 năm 2023)",
        ),
        "Địa phương",
        _DELTA,
        (
            Column("Dịch vụ công toàn trình", "count", 320, 1400),
            Column("Hồ sơ tiếp nhận", "count", 21_000, 480_000),
            Column("Hồ sơ trực tuyến", "count", 4_000, 20_500),
            Column("Mức độ hài lòng", "percent", 71, 98),
            Column("Tỷ lệ đúng hạn", "percent", 91, 99.9),
        ),
    ),
    Table(
        "revenue-of-the-highlands",
        ("DOANH THU BƯU CHÍNH, VIỄN THÔNG NĂM 2022", "Đơn vị tính: tỷ đồng"),
        "Tỉnh",
        _HIGHLANDS,
        (
            Column("Bưu chính", "money", 60, 900),
            Column("Viễn thông", "money", 480, 2900),
            Column("Công nghệ thông tin", "money", 4, 330),
        ),
        is_numbered=False,
        total="Cộng",
    ),
    Table(
        "teams-of-districts",
        ("TỔ CÔNG NGHỆ SỐ CỘNG ĐỒNG TỈNH NINH THUẬN", "(Tính đến hết tháng 9/2023)"),
        "Huyện, thành phố",
        _DISTRICTS,
        (
            Column("Tổ cấp xã", "count", 6, 18),
            Column("Tổ cấp thôn, khu phố", "count", 31, 140),
            Column("Số thành viên", "count", 210, 1_150),
            Column("Lượt người được hướng dẫn", "count", 1_300, 24_000),
        ),
        total="Toàn tỉnh",
    ),
    Table(
        "communes-after-the-merger",
        ("THEO DÕI HẠ TẦNG SỐ CẤP XÃ QUÝ III NĂM 2025",),
        "Xã, phường",
        _COMMUNES,
        (
            Column("Số thôn, tổ dân phố", "count", 14, 66),
            Column("Thôn có cáp quang", "count", 5, 14),
            Column("Hộ có Internet cáp quang (%)", "percent", 31, 92),
            Column("Trạm BTS", "count", 11, 74),
            Column("Thôn lõm sóng", "count", 1, 9),
        ),
        total="Tổng số",
    ),
    Table(
        "one-province-by-years",
        ("MỘT SỐ CHỈ TIÊU BƯU CHÍNH, VIỄN THÔNG TỈNH YÊN BÁI QUA CÁC NĂM",),
        "Năm",
        _YEARS,
        (
            Column("Điểm phục vụ bưu chính", "count", 205, 244),
            Column("Bán kính phục vụ (km)", "decimal", 2.9, 3.4),
            Column("Thuê bao di động/100 dân", "decimal", 71, 104),
            Column("Doanh thu viễn thông (tỷ đồng)", "money", 540, 880),
        ),
        is_numbered=False,
    ),
    Table(
        "twenty-provinces-of-the-new-map",
        ("BẢNG TỔNG HỢP MỘT SỐ CHỈ TIÊU CHUYỂN ĐỔI SỐ NĂM 2025", "(Theo địa giới sau sắp xếp)"),
        "Tỉnh, thành phố",
        _AFTER_THE_MERGER,
        (
            Column("Doanh nghiệp công nghệ số", "count", 12, 9_800),
            Column("Tỷ trọng kinh tế số/GRDP", "percent", 5.2, 46),
            Column("Tài khoản định danh mức 2", "count", 290_000, 5_900_000),
        ),
    ),
    Table(
        "signatures-and-accounts",
        ("CHỮ KÝ SỐ CÁ NHÂN VÀ THANH TOÁN KHÔNG TIỀN MẶT", "Thời điểm 30/6/2024"),
        "Địa phương",
        _COAST + _HIGHLANDS,
        (
            Column("Chữ ký số cá nhân đã cấp", "count", 4_200, 610_000),
            Column("Dân số trưởng thành có chữ ký số (%)", "percent", 1.1, 38),
            Column("Tài khoản thanh toán", "count", 310_000, 2_400_000),
            Column("Máy POS", "count", 240, 11_800),
            Column("Máy ATM", "count", 61, 590),
            Column("Doanh số (tỷ đồng)", "money", 800, 64_000),
        ),
        is_numbered=False,
        total="Tổng cộng",
    ),
)
