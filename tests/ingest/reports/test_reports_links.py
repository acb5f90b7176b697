"""Ways a number is told away from its noun: in rows, in turn, in words, after its index.

The report is Bắc Giang's (vn63:24) of 2023; a figure is "indicator value [period [area]]" with
these left out.
"""

from collections.abc import Mapping, Sequence

import pytest
from builders_reports import sure

from kpi.model import Candidate

KINDS: Mapping[str, Sequence[tuple[str, list[str]]]] = {
    "levels in a row share what is told before or behind them": (
        (
            "Hồ sơ công việc: tỉnh 100%, huyện 90%, xã trên 75%.",
            [
                "work_files_online_province 100",
                "work_files_online_district 90",
                "work_files_online_commune 75",
            ],
        ),
        (
            "98% hồ sơ công việc tại cấp tỉnh, 91% tại cấp huyện và 64% tại cấp xã được xử lý "
            "trên môi trường mạng.",
            [
                "work_files_online_province 98",
                "work_files_online_district 91",
                "work_files_online_commune 64",
            ],
        ),
        (
            "Hồ sơ công việc xử lý trên mạng ở cấp tỉnh, huyện, xã lần lượt 91%, 83%, 62%.",
            [
                "work_files_online_province 91",
                "work_files_online_district 83",
                "work_files_online_commune 62",
            ],
        ),
        (
            "Hồ sơ công việc trên mạng đạt lần lượt 97%, 88%, 71% ở ba cấp tỉnh, huyện, xã.",
            [
                "work_files_online_province 97",
                "work_files_online_district 88",
                "work_files_online_commune 71",
            ],
        ),
        ("Hồ sơ trực tuyến đạt 78%, trong đó 70% ở cấp xã.", ["online_dossier_rate 78"]),
        ("Tỉnh đã kiểm tra; 100% xã có cáp quang.", ["communes_fibre_coverage 100"]),
    ),
    "numbers told in turn go to their indicators, times or provinces": (
        (
            "Tỷ lệ hộ có điện thoại thông minh và hộ có Internet cáp quang tương ứng là 87,4% và "
            "68,3%.",
            ["household_smartphone_rate 87.4", "household_fibre_coverage 68.3"],
        ),
        (
            "Doanh thu bưu chính và viễn thông lần lượt đạt 264 tỷ đồng và 2.038 tỷ đồng.",
            ["postal_revenue 2.64e+11", "telecom_revenue 2.038e+12"],
        ),
        (
            "Chính quyền số, kinh tế số, xã hội số của DTI 2022 lần lượt xếp thứ 8, 5 và 22.",
            [
                "dti_pillar_government_rank 8 2022",
                "dti_pillar_economy_rank 5 2022",
                "dti_pillar_society_rank 22 2022",
            ],
        ),
        (
            "Tỷ lệ hồ sơ trực tuyến năm 2021 và 2022 lần lượt đạt 45% và 67%.",
            ["online_dossier_rate 45 2021", "online_dossier_rate 67 2022"],
        ),
        (
            "Về DTI, năm 2020, 2021 và 2022 tỉnh lần lượt xếp thứ 44, 20 và 12.",
            ["dti_rank 44 2020", "dti_rank 20 2021", "dti_rank 12 2022"],
        ),
        (
            "Bắc Ninh, Quảng Ninh và Lạng Sơn lần lượt có 1.610, 2.980 và 1.102 trạm BTS.",
            [
                "bts_stations 1610 2023 vn63:27",
                "bts_stations 2980 2023 vn63:22",
                "bts_stations 1102 2023 vn63:20",
            ],
        ),
    ),
    "ranks in words and beside a comma are ranks": (
        ("Về DTI, tỉnh đứng thứ nhất.", ["dti_rank 1"]),
        ("DTI của tỉnh ở vị trí thứ 5, tăng 2 bậc.", ["dti_rank 5"]),
        ("DTI từ thứ 9 năm 2021 lên thứ 4 năm 2022.", ["dti_rank 9 2021", "dti_rank 4 2022"]),
        ("Thứ nhất, về DTI. Thứ năm, ngày 12/6, Sở họp.", []),
    ),
    "a fraction tells its rate and the count in it": (
        (
            "Hồ sơ trực tuyến: 367.011/402.866 hồ sơ, đạt 91,1%.",
            ["online_dossier_rate 91.1", "online_dossiers_count 367011"],
        ),
        ("84/87 xã có cáp quang (97%).", ["communes_fibre_coverage 97"]),
    ),
    "the children of a set share its noun": (
        (
            "Toàn tỉnh có 1.184 trạm BTS (598 trạm 2G, 471 trạm 3G, 115 trạm 4G).",
            ["bts_stations 1184", "bts_2g 598", "bts_3g 471", "bts_4g 115"],
        ),
        (
            "Điện thoại: 612.734 thuê bao, gồm 9.214 cố định và 603.520 di động.",
            [
                "phone_subscribers 612734",
                "fixed_phone_subscribers 9214",
                "mobile_subscribers 603520",
            ],
        ),
        (
            "Cung cấp 1.542 DVCTT, gồm 897 toàn trình và 645 một phần.",
            [
                "public_services_online_count 1542",
                "public_services_full_online_count 897",
                "public_services_partial_online_count 645",
            ],
        ),
        (
            "Có 109 Tổ CNSCĐ cấp xã và 775 tổ ở ấp, khóm.",
            ["community_digital_teams_commune 109", "community_digital_teams_hamlet 775"],
        ),
        ("Thuê bao điện thoại giảm 11.090 thuê bao, gồm 7.448 cố định và 3.642 di động.", []),
        (
            "Có 316.700 thuê bao Internet, gồm 48.350 cố định và 268.350 di động.",
            [
                "internet_subscribers 316700",
                "fixed_broadband_subscribers 48350",
                "mobile_broadband_subscribers 268350",
            ],
        ),
        ("Các lĩnh vực: đất đai (7 vụ), xử phạt về xây dựng.", []),
    ),
    "all procedures of a province are told by many verbs": (
        ("Cổng DVC của tỉnh có 1.832 TTHC.", ["procedures_total 1832"]),
        (
            "Tổng TTHC 1.690; DVC mức 3: 421.",
            ["procedures_total 1690", "public_services_level3_count 421"],
        ),
        ("Trong năm công bố 1.120 TTHC sửa đổi.", []),
    ),
    "a score or rank without an index is of the one named last": (
        (
            "Bộ công bố DTI năm 2022. Đắk Nông được 0,5395 điểm, xếp thứ 49/63.",
            ["dti_score 0.5395 2022 vn63:67", "dti_rank 49 2022 vn63:67"],
        ),
        (
            "DTI năm 2022 của tỉnh đạt 0,6924. Thứ hạng: 5/63 tỉnh, thành phố.",
            ["dti_score 0.6924 2022", "dti_rank 5 2022"],
        ),
        (
            "ICT Index 2022: hạng 15 (0,4981).",
            ["ict_index_rank 15 2022", "ict_index_score 0.4981 2022"],
        ),
        (
            "DTI năm 2022: Gia Lai, Kon Tum và Đắk Nông lần lượt hạng 41, 49, 58.",
            [
                "dti_rank 41 2022 vn63:64",
                "dti_rank 49 2022 vn63:62",
                "dti_rank 58 2022 vn63:67",
            ],
        ),
        (
            "Trụ cột xã hội số của DTI 2022 là điểm yếu. Đắk Nông chỉ được 0,4102.",
            ["dti_pillar_society 0.4102 2022 vn63:67"],
        ),
        ("DTI đứng thứ 12. Thu ngân sách đứng thứ 5/63.", ["dti_rank 12"]),
        ("DTI đứng thứ 12. Tỉnh xếp thứ 3 về thu hút đầu tư.", ["dti_rank 12"]),
        ("DTI đứng thứ 12. Về PCI, tỉnh xếp thứ 20.", ["dti_rank 12"]),
        (
            "Thứ hạng trụ cột: chính quyền số 28, kinh tế số 32.",
            ["dti_pillar_government_rank 28", "dti_pillar_economy_rank 32"],
        ),
    ),
    "a number behind 'kế hoạch' is the plan's where no plan is named": (
        (
            "Thôn có sóng di động: kế hoạch 98%, thực hiện 97,4%, chưa đạt.",
            ["hamlets_mobile_coverage 98", "hamlets_mobile_coverage 97.4"],
        ),
        (
            "Mật độ điện thoại: kế hoạch 88, thực hiện 90,2 thuê bao/100 dân.",
            ["phones_per_100 88", "phones_per_100 90.2"],
        ),
        ("Thuê bao Internet/100 dân 18,9.", ["internet_per_100 18.9"]),
        ("Thực hiện Kế hoạch 263, tỉnh có 1.850 trạm BTS.", ["bts_stations 1850"]),
    ),
    "a slash behind a word parts two counts": (
        (
            "Tổ công nghệ số cộng đồng: 2.267 tổ/14.512 thành viên.",
            ["community_digital_teams 2267", "community_digital_team_members 14512"],
        ),
    ),
}


def figure(candidate: Candidate) -> str:
    """A figure as it stands above."""
    parts = [candidate.indicator, f"{candidate.value:.10g}"]
    told = (candidate.period.key, candidate.area)
    left_out = ("2023", "vn63:24")
    last = max((n for n in range(2) if told[n] != left_out[n]), default=-1)
    return " ".join([*parts, *told[: last + 1]])


@pytest.mark.parametrize("kind", KINDS)
def test_numbers_away_from_their_nouns_give_their_figures_and_no_other(kind: str) -> None:
    read = {
        text: [figure(c) for c in sure(text, period="2023", day="2024-01-12")]
        for text, _ in KINDS[kind]
    }
    assert read == dict(KINDS[kind])
