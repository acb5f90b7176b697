"""Stations, signal, subscribers, post and the digital economy, told in other words.

The report is Bắc Giang's (vn63:24) of 2023; a figure is "indicator value".
"""

from collections.abc import Mapping, Sequence

import pytest
from builders_reports import sure

KINDS: Mapping[str, Sequence[tuple[str, list[str]]]] = {
    "stations that were added are counted apart from those there are": (
        (
            "Trong 9 tháng, các nhà mạng lắp thêm 58 trạm, nâng tổng số trạm BTS lên 1.905 trạm.",
            ["bts_new 58", "bts_stations 1905"],
        ),
        (
            "Đã bổ sung 33 trạm BTS mới, lũy kế toàn tỉnh có 1.202 trạm.",
            ["bts_new 33", "bts_stations 1202"],
        ),
        ("Các nhà mạng lắp thêm 60 trạm, nâng tổng số trạm 5G lên 178 trạm.", ["bts_5g 178"]),
        ("Ngành y tế bổ sung 12 trạm y tế, thêm 3 trạm quan trắc môi trường.", []),
    ),
    "the parts in a bracket are of what stands before it": (
        (
            "Hiện có 2.015 trạm BTS (702 trạm 3G, 703 trạm 4G) lắp đặt tại 812 vị trí.",
            ["bts_stations 2015", "bts_3g 702", "bts_4g 703", "bts_sites 812"],
        ),
        (
            "Mật độ điện thoại đạt 81,2 máy/100 dân (cố định 2,1 máy, di động 79,1 máy/100 dân).",
            ["phones_per_100 81.2", "mobile_per_100 79.1"],
        ),
        (
            "Có 1.200.000 thuê bao điện thoại (cố định 20.000, di động 1.180.000),"
            " tính ra 73,5 máy/100 dân.",
            [
                "phone_subscribers 1.2e+06",
                "fixed_phone_subscribers 20000",
                "mobile_subscribers 1.18e+06",
                "phones_per_100 73.5",
            ],
        ),
        (
            "Thuê bao băng rộng di động 910.000, bằng 78,6 thuê bao/100 dân.",
            [
                "mobile_broadband_subscribers 910000",
            ],
        ),
    ),
    "a heading that is but the noun counts what stands below it": (
        (
            "3.1. Trạm BTS\nTổng số 8.214; trong đó 4G 3.100, 5G 120.",
            ["bts_stations 8214", "bts_4g 3100", "bts_5g 120"],
        ),
        (
            "2. Thuê bao\nBăng rộng di động 1.106.550, cố định 268.204.",
            ["mobile_broadband_subscribers 1.10655e+06", "fixed_broadband_subscribers 268204"],
        ),
    ),
    "hamlets with a weak signal are told by what they lack": (
        (
            "Cả tỉnh vẫn còn 63 thôn không có sóng hoặc sóng chập chờn.",
            ["hamlets_without_signal 63"],
        ),
        ("Hiện còn 112/1.560 thôn, bản chưa có hoặc sóng yếu.", ["hamlets_without_signal 112"]),
        ("Còn 15 thôn lõm sóng; 21 thôn đã ra khỏi danh sách.", ["hamlets_without_signal 15"]),
        ("Khu vực lõm sóng: mức thu dưới -110 dBm tại từ 02 điểm đo.", []),
        ("Còn 30 điểm trường chưa có sóng điện thoại.", []),
    ),
    "signal reaches hamlets and people": (
        ("Hiện nay sóng đã tới 97,6% số thôn.", ["hamlets_mobile_coverage 97.6"]),
        ("Đến nay mạng 4G đã tới 99,1% dân số.", ["mobile_4g_coverage 99.1"]),
        ("Có 70% người dân sử dụng mạng 4G.", []),
        ("Có 97% thôn có sóng truyền hình.", []),
        (
            "Băng rộng cố định cùng 3G, 4G đã đến 100% số thôn.",
            ["hamlets_fixed_broadband_coverage 100", "hamlets_mobile_broadband_coverage 100"],
        ),
        ("Cáp quang đã kéo đến 9/9 xã, phường.", ["communes_fibre_coverage 100"]),
    ),
    "communes with a post office count the offices, not those of one kind": (
        (
            "Toàn tỉnh có 102/102 xã có điểm BĐ-VHX, trong đó 61 điểm đa dịch vụ.",
            ["commune_post_offices 102"],
        ),
        ("Có 74 điểm Bưu điện - Văn hóa xã đa dịch vụ.", []),
    ),
    "a unit behind a number may be any": (
        ("Doanh nghiệp công nghệ số có 58 đơn vị.", ["digital_enterprises 58"]),
        ("Wi-Fi miễn phí: 1.046 điểm.", ["public_wifi_points 1046"]),
    ),
    "a mark that is passed is what there is at least": (
        ("Số trạm BTS vượt mốc 2.000 trạm.", ["bts_stations 2000"]),
    ),
    "what fell or is to be added is no stock": (
        ("Thuê bao điện thoại bớt 10.450 thuê bao (cố định bớt 6.100, di động bớt 4.350).", []),
        ("Tỉnh dự kiến phát triển 120.000 thuê bao di động và 900 thuê bao cố định mới.", []),
    ),
    "other agencies' fines are not the sector's": (
        ("Phát hiện 31 vụ vi phạm môi trường, phạt 1.045 triệu đồng.", []),
        ("Thanh tra 6 cơ sở về đo lường, phạt 22 triệu đồng.", []),
    ),
    "revenue is of post and telecom by its short names": (
        ("Tổng doanh thu BC-VT ước 812 tỷ đồng.", ["post_telecom_revenue 8.12e+11"]),
        ("Doanh thu in đạt 18,5 tỷ đồng.", ["printing_revenue 1.85e+10"]),
    ),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_is_read(kind: str) -> None:
    for text, expected in KINDS[kind]:
        told = [f"{figure.indicator} {figure.value:g}" for figure in sure(text)]
        assert sorted(told) == sorted(expected), text
