"""Kinds of sentences that mislead, each with the plain sentences that look like it.

The report is Bắc Giang's (vn63:24) of 2023; a figure is "indicator value [period [status [area]]]"
with these and "actual" left out.
"""

from collections.abc import Mapping, Sequence

import pytest
from builders_reports import sure

from kpi.model import Candidate

KINDS: Mapping[str, Sequence[tuple[str, list[str]]]] = {
    "a difference is no value": (
        ("Tỷ lệ hồ sơ nộp trực tuyến cao hơn mức bình quân chung của cả nước 12,6%.", []),
        ("Điểm DTI thấp hơn bình quân cả nước 0,05 điểm.", []),
        (
            "Tỷ lệ hồ sơ nộp trực tuyến đạt 71,2%, kém tỉnh Hải Dương 3,1%.",
            ["online_dossier_rate 71.2"],
        ),
        (
            "Tỷ lệ thanh toán trực tuyến đạt 55,2%, cao hơn bình quân cả nước (48,1%).",
            ["online_payment_rate 55.2", "online_payment_rate 48.1 2023 actual vn:00"],
        ),
    ),
    "a level that some units reach is not the province's": (
        ("Có 7/10 huyện đạt tỷ lệ hồ sơ nộp trực tuyến từ 70% trở lên.", []),
        ("Đã có 112/209 xã đạt trên 80% hộ gia đình có Internet cáp quang.", []),
        ("15 sở, ngành có tỷ lệ hồ sơ nộp trực tuyến đạt 100%.", []),
        ("Số xã có tỷ lệ hộ sử dụng Internet cáp quang trên 80% là 120 xã.", []),
        (
            "209/209 xã, phường có Internet cáp quang, đạt 100%.",
            ["communes_fibre_coverage 100"],
        ),
    ),
    "an agency's or a field's own dossiers are not the province's": (
        ("Sở Xây dựng tiếp nhận 12.500 hồ sơ trực tuyến, tỷ lệ trực tuyến đạt 95,2%.", []),
        (
            "Công an tỉnh có tỷ lệ hồ sơ nộp trực tuyến 98,7%; tính chung toàn tỉnh đạt 75,1%.",
            ["online_dossier_rate 75.1"],
        ),
        ("Đứng đầu là Sở Tài chính với tỷ lệ hồ sơ nộp trực tuyến 100%.", []),
        ("Trong lĩnh vực đất đai, tỷ lệ hồ sơ nộp trực tuyến mới đạt 12,2%.", []),
        ("Tỷ lệ hồ sơ nộp trực tuyến của ngành y tế đạt 92,3%.", []),
        (
            "Sở Nội vụ cho biết tỷ lệ hồ sơ nộp trực tuyến của tỉnh đạt 78,3%.",
            ["online_dossier_rate 78.3"],
        ),
        (
            "Trong lĩnh vực cải cách hành chính, tỷ lệ hồ sơ nộp trực tuyến đạt 78,3%.",
            ["online_dossier_rate 78.3"],
        ),
    ),
    "what a sample says is not the province's": (
        ("Khảo sát 1.500 người dân, 88% người được hỏi có điện thoại thông minh.", []),
        ("Theo kết quả khảo sát tại 3 huyện, 76% hộ gia đình có Internet cáp quang.", []),
        (
            "Qua khảo sát, tỷ lệ hộ gia đình có Internet cáp quang đạt 76%.",
            ["household_fibre_coverage 76"],
        ),
    ),
    "what is assigned is a plan": (
        (
            "UBND tỉnh giao Sở hoàn thành 120 trạm BTS 5G.",
            ["bts_5g 120 2023 plan"],
        ),
        (
            "Giao các doanh nghiệp lắp đặt 200 trạm BTS; đến nay đã có 1.850 trạm BTS.",
            ["bts_stations 200 2023 plan", "bts_stations 1850"],
        ),
        ("Đã bàn giao cho tỉnh quản lý 1.850 trạm BTS.", ["bts_stations 1850"]),
    ),
    "a goal in brackets or compared with is told beside its result": (
        (
            "Tỷ lệ hồ sơ nộp trực tuyến đạt 72,4% (kế hoạch giao 70%).",
            ["online_dossier_rate 72.4", "online_dossier_rate 70 2023 plan"],
        ),
        (
            "Tỷ lệ hồ sơ nộp trực tuyến đạt 78,3% so với mục tiêu 80%.",
            ["online_dossier_rate 78.3", "online_dossier_rate 80 2023 target"],
        ),
        (
            "Tỷ lệ thanh toán trực tuyến đạt 46,1% (đạt 92% kế hoạch).",
            ["online_payment_rate 46.1"],
        ),
        (
            "Tỷ lệ hồ sơ trực tuyến không đạt 90% như đề ra, mới đạt 82,7%.",
            ["online_dossier_rate 82.7"],
        ),
        (
            "Năm 2024 phấn đấu 90% hồ sơ nộp trực tuyến; năm 2023 đạt 78,3%.",
            ["online_dossier_rate 90 2024 target", "online_dossier_rate 78.3"],
        ),
    ),
    "what there is now is a result, also among the tasks of a plan": (
        (
            "KẾ HOẠCH\nChung.\nII. NHIỆM VỤ\nLắp đặt 60 trạm BTS 5G. Hiện nay toàn tỉnh có 1.850 "
            "trạm BTS; đến cuối năm 2024 có 2.000 trạm BTS.",
            ["bts_5g 60 2023 target", "bts_stations 1850", "bts_stations 2000 2024 target"],
        ),
    ),
    "years ago are counted back from the report": (
        (
            "Cách đây 3 năm, tỷ lệ hồ sơ nộp trực tuyến chỉ đạt 12%, đến nay đạt 78,3%.",
            ["online_dossier_rate 12 2020", "online_dossier_rate 78.3"],
        ),
        (
            "Năm năm trước, toàn tỉnh chỉ có 900 trạm BTS, nay có 1.850 trạm BTS.",
            ["bts_stations 900 2018", "bts_stations 1850"],
        ),
        (
            "Từ 900 trạm BTS cách đây 5 năm, đến nay toàn tỉnh có 1.850 trạm BTS.",
            ["bts_stations 900 2018", "bts_stations 1850"],
        ),
        (
            "Cách đây một thập kỷ, toàn tỉnh có 640 trạm BTS.",
            ["bts_stations 640 2013"],
        ),
        (
            "Năm 2020, tỷ lệ hồ sơ nộp trực tuyến đạt 25%. Đến nay, tỷ lệ này đạt 78,3%.",
            ["online_dossier_rate 25 2020", "online_dossier_rate 78.3"],
        ),
    ),
    "another year of an index does not hold for the next sentence": (
        (
            "Năm 2021, PAR INDEX của tỉnh xếp thứ 20. Toàn tỉnh có 1.850 trạm BTS.",
            ["par_index_rank 20 2021", "bts_stations 1850"],
        ),
        (
            "Tính đến tháng 6/2023, toàn tỉnh có 1.850 trạm BTS. Có 1.620 trạm 4G.",
            ["bts_stations 1850 2023-06", "bts_4g 1620 2023-06"],
        ),
    ),
    "a rank belongs to the index it is told of": (
        (
            "DTI đạt 0,61 điểm, xếp thứ 14; PAR INDEX đạt 87,5%, xếp thứ 11.",
            ["dti_score 0.61", "dti_rank 14", "par_index_score 87.5", "par_index_rank 11"],
        ),
        (
            "DTI, PAR INDEX của tỉnh lần lượt đứng thứ 14 và 11 cả nước.",
            ["dti_rank 14", "par_index_rank 11"],
        ),
        (
            "Chỉ số DTI và PAR INDEX lần lượt đạt 0,61 điểm và 87,5 điểm.",
            ["dti_score 0.61", "par_index_score 87.5"],
        ),
        ("Sở TT&TT xếp thứ 3/19 sở, ngành về chỉ số chuyển đổi số.", []),
        (
            "DTI xếp thứ 12/63 cả nước và đứng thứ 2 trong vùng.",
            ["dti_rank 12"],
        ),
    ),
    "what was added is not what there is": (
        (
            "Giai đoạn 2021-2023, xây dựng mới 95 trạm BTS, nâng tổng số lên 1.850 trạm.",
            ["bts_stations 1850"],
        ),
        (
            "Trong năm xây dựng mới 95 trạm BTS, nâng tổng số trạm BTS lên 1.850 trạm.",
            ["bts_new 95", "bts_stations 1850"],
        ),
        ("Từ năm 2020 đến nay, toàn tỉnh đã xây dựng mới 410 trạm BTS.", []),
        ("Ba năm qua, toàn tỉnh xây dựng mới 320 trạm BTS.", []),
        (
            "Số trạm BTS tăng từ 1.755 trạm năm 2022 lên 1.850 trạm năm 2023.",
            ["bts_stations 1755 2022", "bts_stations 1850"],
        ),
        ("Số trạm BTS giảm từ 1.900 trạm xuống còn 1.850 trạm.", ["bts_stations 1850"]),
        (
            "Trong tổng số 2.048 trạm BTS, 1.905 trạm chưa kiểm định.",
            ["bts_stations 2048"],
        ),
    ),
    "a number that is denied or corrected is no value, the one that is right is": (
        (
            "Tỷ lệ hồ sơ nộp trực tuyến đạt 78,3% chứ không phải 87,3% như đã báo cáo.",
            ["online_dossier_rate 78.3"],
        ),
        (
            "Sau rà soát, số Tổ công nghệ số cộng đồng không phải là 1.420 tổ mà là 1.335 tổ.",
            ["community_digital_teams 1335"],
        ),
        (
            "Số trạm BTS được đính chính từ 1.950 trạm thành 1.850 trạm.",
            ["bts_stations 1850"],
        ),
        (
            "Thay vì 1.950 trạm BTS như đã báo cáo, toàn tỉnh có 1.850 trạm BTS.",
            ["bts_stations 1850"],
        ),
        (
            "Toàn tỉnh có 1.850 trạm BTS (báo cáo trước ghi nhầm 1.950 trạm).",
            ["bts_stations 1850"],
        ),
        (
            "Toàn tỉnh không chỉ có 1.850 trạm BTS mà còn có 209 điểm phục vụ bưu chính.",
            ["bts_stations 1850", "postal_points 209"],
        ),
        (
            "Thay vì nộp trực tiếp, 78,3% hồ sơ được nộp trực tuyến.",
            ["online_dossier_rate 78.3"],
        ),
    ),
    "a level that was not reached is no value, what was reached instead is": (
        ("Tỷ lệ hồ sơ nộp trực tuyến vẫn chưa vượt quá 45%.", []),
        ("Tỷ lệ hồ sơ nộp trực tuyến trên 70% theo quy định vẫn chưa đạt.", []),
        (
            "Tỷ lệ hồ sơ nộp trực tuyến đạt 58,2%, chưa đạt được mức 70% theo yêu cầu.",
            ["online_dossier_rate 58.2"],
        ),
        (
            "Tỷ lệ hồ sơ nộp trực tuyến mới đạt 58,2% chưa đạt mục tiêu kế hoạch.",
            ["online_dossier_rate 58.2"],
        ),
    ),
    "a group of people is not the whole province": (
        ("Đối với các hộ nghèo, tỷ lệ hộ gia đình có kết nối Internet đạt 35,6%.", []),
        ("Ở người cao tuổi, tỷ lệ người có điện thoại thông minh chỉ đạt 41,3%.", []),
        ("Với đồng bào Mông, tỷ lệ hộ gia đình có kết nối Internet đạt 41,3%.", []),
        (
            "Trong đồng bào dân tộc thiểu số, tỷ lệ hộ gia đình có kết nối Internet đạt 41,3%; "
            "toàn tỉnh đạt 78,6%.",
            ["household_internet_rate 78.6"],
        ),
        (
            "Người dân từ 15 tuổi trở lên có điện thoại thông minh đạt 81,3%.",
            ["smartphone_rate_population 81.3"],
        ),
    ),
    "stations of a breakdown are not those there are": (
        ("174 trạm BTS tạm ngừng phát sóng. Đến nay còn 105 trạm.", []),
        ("Sự cố điện làm 174 trạm BTS ngưng hoạt động; 169 trạm đã hoạt động trở lại.", []),
        ("Đến nay đã có 169/174 trạm BTS được khôi phục.", []),
        (
            "Sau khi khắc phục sự cố, toàn tỉnh có 1.850 trạm BTS hoạt động.",
            ["bts_stations 1850"],
        ),
        (
            "Toàn tỉnh có 1.850 trạm BTS; do bão, 174 trạm tạm ngừng phát sóng, 169 trạm đã "
            "khôi phục.",
            ["bts_stations 1850"],
        ),
    ),
    "stations of another kind are no BTS": (
        ("Toàn tỉnh có 209 đài và 45 trạm truyền thanh ứng dụng viễn thông.", []),
        ("Lắp đặt 15 trạm quan trắc môi trường, truyền số liệu qua mạng di động.", []),
    ),
}


def figure(candidate: Candidate) -> str:
    """A figure as it stands above."""
    parts = [candidate.indicator, f"{candidate.value:.10g}"]
    told = (candidate.period.key, candidate.obs_status, candidate.area)
    left_out = ("2023", "actual", "vn63:24")
    last = max((n for n in range(3) if told[n] != left_out[n]), default=-1)
    return " ".join([*parts, *told[: last + 1]])


@pytest.mark.parametrize("kind", KINDS)
def test_sentences_of_a_kind_give_their_figures_and_no_other(kind: str) -> None:
    read = {
        text: [figure(c) for c in sure(text, period="2023", day="2023-12-15")]
        for text, _ in KINDS[kind]
    }
    assert read == dict(KINDS[kind])
