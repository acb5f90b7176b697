"""Constructions in which the words of a number stand beyond a bracket, a comma or a sentence.

The report is Bắc Giang's (vn63:24) of 2023; a figure is "indicator value [period]".
"""

from collections.abc import Mapping, Sequence

import pytest
from builders_reports import sure

from kpi.model import Candidate

KINDS: Mapping[str, Sequence[tuple[str, list[str]]]] = {
    "the noun of a fraction stands behind the bracket with its share": (
        (
            "Đến nay 1.420/1.450 (97,9%) thôn có sóng di động; 1.390/1.450 (khoảng 95,9%) thôn đã "
            "có đường truyền Internet băng rộng cố định.",
            ["hamlets_mobile_coverage 97.9", "hamlets_fixed_broadband_coverage 95.9"],
        ),
        ("Hiện 97,9% (1.420/1.450) thôn có sóng di động.", ["hamlets_mobile_coverage 97.9"]),
        ("Có 60/1.450 (4,1%) thôn chưa có sóng di động.", []),
    ),
    "the printed share speaks for a fraction that brackets part from it": (
        (
            "Có 818/1.542 DVCTT phát sinh hồ sơ (451 DVCTT toàn trình), chiếm 53%.",
            ["online_services_with_dossiers_share 53"],
        ),
    ),
    "a density is of what stands before its comma": (
        (
            "Tổng số thuê bao điện thoại di động là 1.180.000 thuê bao, bằng 98 thuê bao trên "
            "100 dân.",
            ["mobile_subscribers 1180000", "mobile_per_100 98"],
        ),
        (
            "Nếu tính theo thuê bao quy đổi thì mật độ Internet là 34,8 thuê bao/100 dân; tính "
            "theo thuê bao thực thì mật độ là 17,4 thuê bao/100 dân.",
            ["internet_per_100_converted 34.8", "internet_per_100 17.4"],
        ),
        (
            "Thuê bao cố định 24.000 thuê bao, đạt 2,1 thuê bao/100 dân.",
            ["fixed_phone_subscribers 24000"],
        ),
    ),
    "some of what was added are no stock": (
        (
            "Có 2.310 trạm BTS; trong năm lắp đặt mới 190 trạm, gồm 40 trạm 4G và 150 trạm 5G.",
            ["bts_stations 2310", "bts_new 190"],
        ),
        (
            "Có 2.310 trạm BTS, trong đó 150 trạm 5G.",
            ["bts_stations 2310", "bts_5g 150"],
        ),
    ),
    "a pillar told beside its index does not go on": (
        (
            "DTI năm 2022 của tỉnh đứng thứ 29/63; trụ cột xã hội số xếp thứ 24. Trước đó, năm "
            "2021 tỉnh xếp thứ 27.",
            ["dti_rank 29 2022", "dti_pillar_society_rank 24 2022", "dti_rank 27 2021"],
        ),
        (
            "Trụ cột kinh tế số năm 2022 xếp thứ 20. Năm 2021 xếp thứ 31.",
            ["dti_pillar_economy_rank 20 2022", "dti_pillar_economy_rank 31 2021"],
        ),
    ),
    "a row tells of another time what was told before": (
        (
            "Năm 2022, doanh thu viễn thông đạt 2.867 tỷ đồng, nộp ngân sách nhà nước 114 tỷ "
            "đồng. Năm 2021 tương ứng là 2.765 tỷ đồng và 109 tỷ đồng.",
            [
                "telecom_revenue 2867000000000 2022",
                "telecom_budget_contribution 114000000000 2022",
                "telecom_revenue 2765000000000 2021",
                "telecom_budget_contribution 109000000000 2021",
            ],
        ),
    ),
    "what a number is compared with is its own": (
        (
            "Có 6.457 trạm 5G, bằng 57,5% số trạm 4G, phủ sóng 90% dân số.",
            ["bts_5g 6457", "mobile_5g_coverage 90"],
        ),
    ),
    "the noun of a share that has but a verb is told before": (
        (
            "98% số thôn có sóng di động; 92,6% có Internet cố định.",
            ["hamlets_mobile_coverage 98", "hamlets_fixed_broadband_coverage 92.6"],
        ),
    ),
    "the parts in a bracket are of their whole": (
        (
            "Có 1.165 dịch vụ mức độ 3, 4 (mức độ 3: 648; mức độ 4: 517).",
            [
                "public_services_level34_count 1165",
                "public_services_level3_count 648",
                "public_services_level4_count 517",
            ],
        ),
        (
            "Mạng bưu chính có 421 điểm phục vụ: 62 bưu cục, 149 điểm BĐ-VHX.",
            ["postal_points 421", "post_offices 62", "commune_post_offices 149"],
        ),
        (
            "Có 85 sản phẩm OCOP (trong 168 sản phẩm đã được công nhận) được đưa lên sàn thương "
            "mại điện tử.",
            ["ecommerce_products 85"],
        ),
    ),
    "an application is told by its name": (
        ("Đến nay Hue-S đã có 1.300.000 tài khoản đăng ký.", ["citizen_app_accounts 1300000"]),
    ),
}

CASES = [
    pytest.param(text, expected, id=f"{kind}-{number}")
    for kind, cases in KINDS.items()
    for number, (text, expected) in enumerate(cases)
]


def told(figure: Candidate, expected: Sequence[str]) -> str:
    """A figure as it is written above: with its period where one is expected."""
    short = (
        f"{figure.indicator} {figure.value:g}"
        if figure.value < 1e6
        else f"{figure.indicator} {figure.value:.0f}"
    )
    long = f"{short} {figure.period}"
    return long if long in expected else short


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_words_beyond_a_bracket_or_a_comma_are_found(text: str, expected: list[str]) -> None:
    assert [told(figure, expected) for figure in sure(text)] == expected
