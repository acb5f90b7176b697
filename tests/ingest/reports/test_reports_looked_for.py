"""Indicators that clerks look for are read in the ways in which reports write of them.

A figure is "indicator value"; the report is Bắc Giang's of 2022, or Bắc Ninh's of 2025 where
Resolution 57 is told of. Of each indicator there are sentences that tell of it and sentences
that tell of its neighbours: a total never takes its part's indicator, nor a part the total's.
"""

from collections.abc import Mapping, Sequence

import pytest
from builders_documents import shipped
from builders_reports import figures

from kpi.ingest.tables.reading import read_table

TOLD: Mapping[str, Sequence[tuple[str, list[str]]]] = {
    "fixed broadband subscriptions": (
        (
            "Toàn tỉnh có 312.450 thuê bao băng rộng cố định, tăng 6,2% so với cùng kỳ.",
            ["fixed_broadband_subscribers 312450"],
        ),
        (
            "Số thuê bao Internet băng rộng cố định hiện đạt 286.900 thuê bao.",
            ["fixed_broadband_subscribers 286900"],
        ),
        (
            "Tổng số thuê bao Internet là 1.540.000, trong đó băng rộng cố định 298.000 thuê bao, "
            "băng rộng di động 1.242.000 thuê bao.",
            [
                "internet_subscribers 1540000",
                "fixed_broadband_subscribers 298000",
                "mobile_broadband_subscribers 1242000",
            ],
        ),
        (
            "Thuê bao Internet cáp quang (FTTH) là 275.310 thuê bao.",
            ["fixed_broadband_subscribers 275310"],
        ),
        (
            "Các doanh nghiệp đang cung cấp dịch vụ cho 301.200 thuê bao Internet cố định và "
            "1.610.000 thuê bao điện thoại di động.",
            ["fixed_broadband_subscribers 301200", "mobile_subscribers 1610000"],
        ),
        (
            "Mạng viễn thông có 1.720.000 thuê bao điện thoại (cố định 21.400, di động 1.698.600) "
            "và 1.380.000 thuê bao Internet.",
            [
                "phone_subscribers 1720000",
                "fixed_phone_subscribers 21400",
                "mobile_subscribers 1698600",
                "internet_subscribers 1380000",
            ],
        ),
        ("Tổng thuê bao băng rộng đạt 1.540.000 thuê bao.", ["internet_subscribers 1540000"]),
    ),
    "fixed broadband per 100 people": (
        (
            "Mật độ thuê bao băng rộng cố định đạt 21,4 thuê bao/100 dân.",
            ["fixed_broadband_per_100 21.4"],
        ),
        (
            "Thuê bao băng rộng cố định đạt 398.200 thuê bao (21,04 thuê bao/100 dân).",
            ["fixed_broadband_subscribers 398200", "fixed_broadband_per_100 21.04"],
        ),
        (
            "Băng rộng cố định: 24,3 thuê bao/100 dân; băng rộng di động: 86,1 thuê bao/100 dân.",
            ["fixed_broadband_per_100 24.3", "mobile_broadband_per_100 86.1"],
        ),
        (
            "Tỷ lệ thuê bao Internet băng rộng cố định trên 100 dân là 19,8 thuê bao/100 dân.",
            ["fixed_broadband_per_100 19.8"],
        ),
        (
            "Toàn tỉnh có 398.200 thuê bao Internet cáp quang, mật độ 21,04 thuê bao/100 dân.",
            ["fixed_broadband_subscribers 398200", "fixed_broadband_per_100 21.04"],
        ),
        (
            "Mật độ thuê bao Internet đạt 92,4 thuê bao/100 dân.",
            ["internet_per_100 92.4"],
        ),
    ),
    "mobile broadband per 100 people": (
        (
            "Mật độ thuê bao băng rộng di động ước đạt 88,6 thuê bao/100 dân.",
            ["mobile_broadband_per_100 88.6"],
        ),
        (
            "Số thuê bao băng rộng di động là 1.612.000, đạt 86,1 thuê bao/100 dân.",
            ["mobile_broadband_subscribers 1612000", "mobile_broadband_per_100 86.1"],
        ),
        (
            "Thuê bao băng rộng di động đạt 1.612.000 thuê bao (86,1 thuê bao/100 dân), tăng 4,2%.",
            ["mobile_broadband_subscribers 1612000", "mobile_broadband_per_100 86.1"],
        ),
        (
            "Mật độ thuê bao Internet di động (3G, 4G) đạt 84,7 thuê bao/100 dân.",
            ["mobile_broadband_per_100 84.7"],
        ),
    ),
    "mobile subscriptions per 100 people": (
        (
            "Mật độ thuê bao điện thoại di động đạt 118,2 thuê bao/100 dân.",
            ["mobile_per_100 118.2"],
        ),
        (
            "Tổng số thuê bao điện thoại di động là 1.698.600 thuê bao, đạt 95,3 thuê bao/100 dân.",
            ["mobile_subscribers 1698600", "mobile_per_100 95.3"],
        ),
        (
            "Thuê bao di động khoảng 1.212.847, mật độ xấp xỉ 94 thuê bao/100 dân.",
            ["mobile_subscribers 1212847", "mobile_per_100 94"],
        ),
        (
            "Thuê bao di động đạt mật độ 104,5 máy/100 dân.",
            ["mobile_per_100 104.5"],
        ),
        (
            "Mật độ điện thoại đạt 101,7 thuê bao/100 dân, trong đó di động 99,8 thuê bao/100 dân.",
            ["phones_per_100 101.7", "mobile_per_100 99.8"],
        ),
        (
            "Tổng số thuê bao điện thoại là 4.316.200, gồm 61.340 thuê bao cố định và 4.254.860 "
            "thuê bao di động; mật độ 107,3 thuê bao/100 dân.",
            [
                "phone_subscribers 4316200",
                "fixed_phone_subscribers 61340",
                "mobile_subscribers 4254860",
                "phones_per_100 107.3",
            ],
        ),
        (
            "Thuê bao Internet/100 dân 8,9; điện thoại di động/100 dân 98,4; băng rộng cố định/100 "
            "dân 7,2.",
            ["internet_per_100 8.9", "mobile_per_100 98.4", "fixed_broadband_per_100 7.2"],
        ),
        (
            "Toàn tỉnh có 1.720.000 thuê bao điện thoại, mật độ 96,4 máy/100 dân.",
            ["phone_subscribers 1720000", "phones_per_100 96.4"],
        ),
    ),
    "the digital economy's share of GRDP": (
        ("Tỷ trọng kinh tế số trong GRDP của tỉnh đạt 12,6%.", ["digital_economy_grdp_share 12.6"]),
        (
            "Kinh tế số ước chiếm 22,87% GRDP của tỉnh.",
            ["digital_economy_grdp_share 22.87"],
        ),
        (
            "Giá trị tăng thêm của kinh tế số đóng góp 14,1% vào tổng sản phẩm trên địa bàn.",
            ["digital_economy_grdp_share 14.1"],
        ),
        (
            "Năm 2022, tỷ lệ kinh tế số trên GRDP là 42,13%, đứng thứ 3 cả nước.",
            ["digital_economy_grdp_share 42.13"],
        ),
        (
            "Tỷ trọng kinh tế số/GRDP: 11,9%.",
            ["digital_economy_grdp_share 11.9"],
        ),
        ("Chỉ số kinh tế số của tỉnh xếp thứ 15/63.", ["dti_pillar_economy_rank 15"]),
        ("Tỷ trọng kinh tế số trong từng ngành, lĩnh vực tối thiểu đạt 10%.", []),
        ("Kinh tế số tăng trưởng 20%, năng suất lao động tăng 7%.", []),
    ),
    "certificates of bodies and of officials": (
        (
            "Toàn tỉnh đã cấp 9.876 chứng thư số, gồm 1.243 chứng thư số tổ chức và 8.633 chứng "
            "thư số cá nhân.",
            [
                "digital_signatures_issued 9876",
                "digital_signatures_organisation 1243",
                "digital_signatures_individual 8633",
            ],
        ),
        (
            "Đã cấp 1.243 chứng thư số cho cơ quan, tổ chức; 8.633 chứng thư số cho cá nhân.",
            ["digital_signatures_organisation 1243", "digital_signatures_individual 8633"],
        ),
        (
            "Số chứng thư số chuyên dùng cấp cho tổ chức là 986, cấp cho cá nhân là 7.420.",
            ["digital_signatures_organisation 986", "digital_signatures_individual 7420"],
        ),
        (
            "Tổng số chữ ký số đã cấp là 9.876 (tổ chức: 1.243, cá nhân: 8.633).",
            [
                "digital_signatures_issued 9876",
                "digital_signatures_organisation 1243",
                "digital_signatures_individual 8633",
            ],
        ),
        (
            "Lũy kế có 912 chữ ký số của các cơ quan, đơn vị và 6.104 chữ ký số của cán bộ, công "
            "chức, viên chức đang hoạt động.",
            ["digital_signatures_organisation 912", "digital_signatures_individual 6104"],
        ),
        (
            "Đến nay đã cấp 3.228 chứng thư số cho các cơ quan, đơn vị và cá nhân.",
            ["digital_signatures_issued 3228"],
        ),
        (
            "Chữ ký số: 31.208 chứng thư số cấp cho cán bộ, cơ quan.",
            ["digital_signatures_issued 31208"],
        ),
        (
            "Tỷ lệ người trưởng thành có chữ ký số cá nhân đạt 43,5%.",
            ["digital_signature_rate_adults 43.5"],
        ),
    ),
    "certificates on SIM": (
        ("Toàn tỉnh đã cấp 512 SIM PKI cho lãnh đạo các cơ quan.", ["digital_signatures_sim 512"]),
        (
            "Đã cấp 7.916 chứng thư số, trong đó có 645 SIM ký số.",
            ["digital_signatures_issued 7916", "digital_signatures_sim 645"],
        ),
        ("Số chữ ký số trên SIM (SIM PKI) là 388.", ["digital_signatures_sim 388"]),
        (
            "Chứng thư số đã cấp cho 1.105 tổ chức và 6.890 cá nhân; 412 SIM PKI đang sử dụng.",
            [
                "digital_signatures_organisation 1105",
                "digital_signatures_individual 6890",
                "digital_signatures_sim 412",
            ],
        ),
        (
            "Hiện có 274 thuê bao SIM PKI được sử dụng để ký số di động.",
            ["digital_signatures_sim 274"],
        ),
        ("Các nhà mạng đã thu hồi 12.400 SIM rác.", []),
    ),
    "the parts of the ICT Index": (
        (
            "ICT Index 2022 của tỉnh xếp thứ 9; trong đó hạ tầng kỹ thuật xếp thứ 12, hạ tầng nhân "
            "lực xếp thứ 10, ứng dụng CNTT xếp thứ 7.",
            [
                "ict_index_rank 9",
                "ict_infrastructure_rank 12",
                "ict_human_rank 10",
                "ict_application_rank 7",
            ],
        ),
        (
            "Về chỉ số thành phần của ICT Index: hạ tầng kỹ thuật đạt 0,52 điểm, hạ tầng nhân lực "
            "đạt 0,6 điểm, ứng dụng CNTT đạt 0,75 điểm.",
            [
                "ict_infrastructure_score 0.52",
                "ict_human_score 0.6",
                "ict_application_score 0.75",
            ],
        ),
        (
            "Trong Vietnam ICT Index, chỉ số hạ tầng kỹ thuật CNTT của tỉnh đạt 0,4812, xếp hạng "
            "14/63; chỉ số hạ tầng nhân lực CNTT đạt 0,5520, xếp hạng 21/63.",
            [
                "ict_infrastructure_score 0.4812",
                "ict_infrastructure_rank 14",
                "ict_human_score 0.552",
                "ict_human_rank 21",
            ],
        ),
        (
            "Xếp hạng hạ tầng kỹ thuật đứng thứ 9; xếp hạng hạ tầng nhân lực đứng thứ 10; xếp hạng "
            "ứng dụng công nghệ thông tin đứng thứ 7, trong đó dịch vụ công trực tuyến đứng thứ 14 "
            "(Vietnam ICT Index).",
            [
                "ict_infrastructure_rank 9",
                "ict_human_rank 10",
                "ict_application_rank 7",
                "ict_online_public_service_rank 14",
            ],
        ),
        (
            "Theo báo cáo Vietnam ICT Index, tỉnh đứng thứ 18 về hạ tầng kỹ thuật, thứ 25 về hạ "
            "tầng nhân lực và thứ 11 về ứng dụng CNTT.",
            ["ict_infrastructure_rank 18", "ict_human_rank 25", "ict_application_rank 11"],
        ),
        (
            "Chỉ số thành phần ICT: hạ tầng kỹ thuật 0,31, hạng 52; hạ tầng nhân lực 0,62, hạng "
            "33; ứng dụng CNTT 0,27.",
            [
                "ict_infrastructure_score 0.31",
                "ict_infrastructure_rank 52",
                "ict_human_score 0.62",
                "ict_human_rank 33",
                "ict_application_score 0.27",
            ],
        ),
        (
            "Mức độ ứng dụng CNTT của tỉnh xếp thứ 28/63.",
            ["mic_egov_level_rank 28"],
        ),
        (
            "Vietnam ICT Index của tỉnh đạt 0,5741 điểm, đứng thứ 7.",
            ["ict_index_score 0.5741", "ict_index_rank 7"],
        ),
    ),
    "communes with internet at their centre": (
        (
            "100% xã có Internet băng rộng đến trung tâm xã.",
            ["communes_internet_centre_rate 100"],
        ),
        (
            "Tỷ lệ xã có Internet đến trung tâm đạt 98,6%.",
            ["communes_internet_centre_rate 98.6"],
        ),
        (
            "206/209 trung tâm xã, phường được phủ Internet tốc độ cao, đạt 98,56%.",
            ["communes_internet_centre_rate 98.56"],
        ),
        (
            "Hạ tầng băng rộng đã đến trung tâm của 100% xã, phường, thị trấn.",
            ["communes_internet_centre_rate 100"],
        ),
        (
            "Đến nay, 97,1% số xã có mạng Internet tại trung tâm xã.",
            ["communes_internet_centre_rate 97.1"],
        ),
        (
            "100% trung tâm xã có cáp quang, 97,4% thôn, bản có sóng di động.",
            ["communes_fibre_coverage 100", "hamlets_mobile_coverage 97.4"],
        ),
        ("Sóng di động, băng rộng di động đã phủ 100% trung tâm xã.", []),
        ("100% số xã có điểm phục vụ bưu chính.", ["communes_with_postal_point_share 100"]),
    ),
    "post offices": (
        (
            "Toàn tỉnh có 225 điểm phục vụ bưu chính, trong đó 47 bưu cục, 128 điểm bưu điện văn "
            "hóa xã, 50 đại lý.",
            ["postal_points 225", "post_offices 47", "commune_post_offices 128"],
        ),
        (
            "Mạng bưu chính công cộng gồm 31 bưu cục các cấp, 184 điểm Bưu điện - Văn hóa xã.",
            ["post_offices 31", "commune_post_offices 184"],
        ),
        ("Số bưu cục trên địa bàn là 62.", ["post_offices 62"]),
        (
            "Mạng bưu chính có 268 điểm phục vụ (bưu cục: 61; điểm BĐ-VHX: 190; đại lý: 17).",
            ["postal_points 268", "post_offices 61", "commune_post_offices 190"],
        ),
        (
            "11 doanh nghiệp bưu chính đang khai thác 73 bưu cục.",
            ["postal_enterprises 11", "post_offices 73"],
        ),
        ("Mạng lưới có 4 bưu cục cấp I, 48 bưu cục cấp III và 1 bưu cục KT1.", []),
        ("Bưu điện tỉnh sửa chữa, nâng cấp 17 bưu cục.", []),
        ("Bình quân mỗi bưu cục phục vụ 4.200 người.", ["people_per_postal_point 4200"]),
    ),
    "dossiers received and solved": (
        (
            "Toàn tỉnh tiếp nhận 178.661 hồ sơ thủ tục hành chính, đã giải quyết 171.204 hồ sơ.",
            ["dossiers_received 178661", "dossiers_resolved 171204"],
        ),
        (
            "Tổng số hồ sơ tiếp nhận là 56.039 hồ sơ, trong đó trực tuyến 12.516 hồ sơ; tổng số hồ "
            "sơ đã giải quyết là 48.249 hồ sơ.",
            [
                "dossiers_received 56039",
                "online_dossiers_count 12516",
                "dossiers_resolved 48249",
            ],
        ),
        (
            "Hệ thống một cửa điện tử của tỉnh đã tiếp nhận 412.870 hồ sơ TTHC; số hồ sơ nộp trực "
            "tuyến là 301.254 hồ sơ (72,97%).",
            [
                "dossiers_received 412870",
                "online_dossiers_count 301254",
                "online_dossier_rate 72.97",
            ],
        ),
        (
            "Đã tiếp nhận và giải quyết 96.400 hồ sơ TTHC, tỷ lệ giải quyết đúng hạn đạt 99,4%.",
            ["dossiers_received 96400", "dossiers_on_time_rate 99.4"],
        ),
        (
            "Kết quả: tiếp nhận 25.368 hồ sơ; giải quyết 23.239 hồ sơ, trong đó đúng hạn 23.120 hồ "
            "sơ, quá hạn 119 hồ sơ; đang giải quyết 2.129 hồ sơ.",
            ["dossiers_received 25368", "dossiers_resolved 23239"],
        ),
        (
            "Trong năm, số hồ sơ TTHC được giải quyết là 305.118 hồ sơ, đạt 98,7% số hồ sơ tiếp "
            "nhận (309.137 hồ sơ).",
            ["dossiers_resolved 305118", "dossiers_received 309137"],
        ),
        (
            "Chín tháng qua, các cấp nhận 239.723 hồ sơ; nộp qua mạng 97,9%.",
            ["dossiers_received 239723", "online_dossier_rate 97.9"],
        ),
        (
            "Tiếp nhận 4.910 hồ sơ từ kỳ trước chuyển sang và 31.264 hồ sơ nộp trực tuyến.",
            ["online_dossiers_count 31264"],
        ),
        ("Trung tâm lưu trữ tiếp nhận 12.000 hồ sơ lưu trữ, đã số hóa 8.000 hồ sơ.", []),
        ("Sở Xây dựng tiếp nhận 12.500 hồ sơ, đã giải quyết 12.100 hồ sơ.", []),
        ("Bộ phận một cửa cấp huyện tiếp nhận 36.776 hồ sơ, cấp xã 126.030 hồ sơ.", []),
        ("Cơ quan bảo hiểm tiếp nhận 85.000 hồ sơ bảo hiểm thất nghiệp.", []),
    ),
    "public Wi-Fi": (
        (
            "Toàn tỉnh có 612 điểm phát Wi-Fi công cộng miễn phí.",
            ["public_wifi_points 612"],
        ),
        (
            "Đã lắp đặt 1.093 điểm wifi miễn phí tại nhà văn hóa thôn, khu phố.",
            ["public_wifi_points 1093"],
        ),
        (
            "Số điểm truy cập wifi công cộng trên địa bàn tỉnh hiện là 260 điểm.",
            ["public_wifi_points 260"],
        ),
        (
            "Có 1.150 thôn, khu phố có wifi công cộng miễn phí phục vụ người dân.",
            ["hamlets_with_public_wifi 1150"],
        ),
        (
            "Số thôn có điểm phát Wi-Fi miễn phí là 874 thôn.",
            ["hamlets_with_public_wifi 874"],
        ),
        (
            "874/2.128 thôn, tổ dân phố đã có Wi-Fi công cộng tại nhà văn hóa.",
            ["hamlets_with_public_wifi 874"],
        ),
        (
            "Duy trì 318 điểm wifi công cộng; 1.420 nhà văn hóa thôn đã lắp đặt wifi miễn phí.",
            ["public_wifi_points 318", "hamlets_with_public_wifi 1420"],
        ),
        (
            "Trên địa bàn hiện có 640 thôn lắp đặt wifi tại nhà văn hóa, với 702 điểm phát.",
            ["hamlets_with_public_wifi 640", "public_wifi_points 702"],
        ),
        ("Phường Trần Phú có 10 điểm wifi miễn phí.", []),
        ("Mạng wifi công cộng ghi nhận 120.000 lượt truy cập.", []),
    ),
    "activated e-identity accounts": (
        (
            "Toàn tỉnh đã kích hoạt 704.828 tài khoản định danh điện tử.",
            ["eid_accounts_activated 704828"],
        ),
        (
            "Đến nay có 1.104.190 tài khoản VNeID mức 2 được kích hoạt thành công.",
            ["eid_accounts_activated 1104190"],
        ),
        (
            "Đã thu nhận 1.250.000 hồ sơ định danh điện tử, kích hoạt 986.300 tài khoản, đạt "
            "78,9%.",
            ["eid_accounts_activated 986300"],
        ),
        (
            "Số tài khoản định danh điện tử đã kích hoạt (mức 1 và mức 2) là 893.455 tài khoản.",
            ["eid_accounts_activated 893455"],
        ),
        (
            "Công an tỉnh đã hướng dẫn người dân kích hoạt 1.012.450 tài khoản định danh điện tử.",
            ["eid_accounts_activated 1012450"],
        ),
        (
            "Ứng dụng công dân số của tỉnh có 186.000 tài khoản.",
            ["citizen_app_accounts 186000"],
        ),
    ),
    "electronic health records": (
        (
            "Tỷ lệ người dân có hồ sơ sức khỏe điện tử đạt 92,4%.",
            ["electronic_health_record_rate 92.4"],
        ),
        (
            "97% dân số đã được lập hồ sơ sức khỏe điện tử.",
            ["electronic_health_record_rate 97"],
        ),
        (
            "Có 1.612.300 người dân được tạo lập hồ sơ sức khỏe điện tử, đạt 86,2% dân số.",
            ["electronic_health_record_rate 86.2"],
        ),
        (
            "Tỷ lệ dân số được quản lý bằng sổ sức khỏe điện tử ước đạt 81%.",
            ["electronic_health_record_rate 81"],
        ),
        (
            "Đến hết năm 2022, hồ sơ sức khỏe điện tử đã lập cho 88,7% người dân trong tỉnh.",
            ["electronic_health_record_rate 88.7"],
        ),
        ("100% bệnh viện công lập triển khai bệnh án điện tử.", []),
    ),
    "information systems with an approved level": (
        (
            "Tỷ lệ hệ thống thông tin được phê duyệt cấp độ an toàn đạt 87,5%.",
            ["systems_level_approved_rate 87.5"],
        ),
        (
            "100% hệ thống thông tin của tỉnh đã được phê duyệt hồ sơ đề xuất cấp độ.",
            ["systems_level_approved_rate 100"],
        ),
        (
            "Đã phê duyệt cấp độ cho 35/40 hệ thống thông tin, đạt 87,5%.",
            ["systems_level_approved_rate 87.5"],
        ),
        (
            "Có 52/56 hệ thống thông tin được phê duyệt cấp độ (đạt 92,86%).",
            ["systems_level_approved_rate 92.86"],
        ),
        (
            "Hệ thống thông tin của các cơ quan nhà nước được xác định và phê duyệt cấp độ an toàn "
            "hệ thống thông tin đạt 76%.",
            ["systems_level_approved_rate 76"],
        ),
        (
            "Tỷ lệ hệ thống thông tin triển khai đầy đủ phương án bảo đảm an toàn theo cấp độ đã "
            "được phê duyệt đạt 64%.",
            [],
        ),
    ),
}

RESOLUTION_57: Sequence[tuple[str, list[str]]] = (
    (
        "Thực hiện Nghị quyết 57-NQ/TW, tỉnh được giao 84 nhiệm vụ, đã hoàn thành 62 nhiệm vụ, đạt "
        "73,8%.",
        [
            "resolution57_tasks_assigned 84",
            "resolution57_tasks_completed 62",
            "resolution57_completion_rate 73.8",
        ],
    ),
    (
        "Tổng số nhiệm vụ được giao theo Nghị quyết số 57-NQ/TW là 112 nhiệm vụ; số nhiệm vụ đã "
        "hoàn thành là 79 nhiệm vụ; tỷ lệ hoàn thành đạt 70,5%.",
        [
            "resolution57_tasks_assigned 112",
            "resolution57_tasks_completed 79",
            "resolution57_completion_rate 70.5",
        ],
    ),
    (
        "Về thực hiện Nghị quyết 57, đã hoàn thành 41/56 nhiệm vụ (73,2%).",
        ["resolution57_completion_rate 73.2", "resolution57_tasks_completed 41"],
    ),
    (
        "Kế hoạch thực hiện Nghị quyết 57 của tỉnh giao 95 nhiệm vụ cho các sở, ngành; đến nay 58 "
        "nhiệm vụ đã hoàn thành, 31 nhiệm vụ đang triển khai, 6 nhiệm vụ quá hạn.",
        ["resolution57_tasks_assigned 95", "resolution57_tasks_completed 58"],
    ),
    (
        "Tỷ lệ hoàn thành nhiệm vụ Nghị quyết 57 của tỉnh đạt 88,4%.",
        ["resolution57_completion_rate 88.4"],
    ),
    (
        "Hệ thống theo dõi Nghị quyết 57 ghi nhận tỉnh có 130 nhiệm vụ, trong đó 101 nhiệm vụ hoàn "
        "thành, 29 nhiệm vụ đang thực hiện trong hạn.",
        ["resolution57_tasks_assigned 130", "resolution57_tasks_completed 101"],
    ),
    (
        "Về Nghị quyết 57: 142 nhiệm vụ được giao, xong 121 nhiệm vụ, tức 85,2%.",
        [
            "resolution57_tasks_assigned 142",
            "resolution57_tasks_completed 121",
            "resolution57_completion_rate 85.2",
        ],
    ),
    (
        "145/163 nhiệm vụ thực hiện Nghị quyết 57 đã xong, bằng 89%.",
        ["resolution57_completion_rate 89", "resolution57_tasks_completed 145"],
    ),
    (
        "Theo Kế hoạch chuyển đổi số năm 2025, tỉnh giao 40 nhiệm vụ, đã hoàn thành 32 nhiệm vụ.",
        ["dx_targets_completed 32"],
    ),
)


def _named(told: Sequence[tuple[str, float]]) -> list[str]:
    return [f"{indicator} {value:.10g}" for indicator, value in told]


@pytest.mark.parametrize(("text", "told"), [case for cases in TOLD.values() for case in cases])
def test_each_is_read_and_its_neighbours_are_left_to_themselves(text: str, told: list[str]) -> None:
    assert _named(figures(text)) == told


@pytest.mark.parametrize(("text", "told"), RESOLUTION_57)
def test_the_tasks_of_resolution_57(text: str, told: list[str]) -> None:
    assert _named(figures(text, area="vn34:24", period="2025", day="2026-01-10")) == told


HEADINGS = {
    "Số thuê bao băng rộng cố định": "fixed_broadband_subscribers",
    "Thuê bao Internet cáp quang": "fixed_broadband_subscribers",
    "Thuê bao Internet": "internet_subscribers",
    "Mật độ thuê bao di động (thuê bao/100 dân)": "mobile_per_100",
    "Tỷ trọng kinh tế số trong GRDP (%)": "digital_economy_grdp_share",
    "Chứng thư số của tổ chức": "digital_signatures_organisation",
    "Chứng thư số cá nhân": "digital_signatures_individual",
    "SIM PKI": "digital_signatures_sim",
    "Hạ tầng kỹ thuật (ICT Index)": "ict_infrastructure_score",
    "Xếp hạng hạ tầng nhân lực": "ict_human_rank",
    "Số bưu cục": "post_offices",
    "Điểm phục vụ bưu chính": "postal_points",
    "Tổng số hồ sơ tiếp nhận": "dossiers_received",
    "Hồ sơ đã giải quyết": "dossiers_resolved",
    "Điểm phát Wi-Fi công cộng": "public_wifi_points",
    "Nhiệm vụ Nghị quyết 57 được giao": "resolution57_tasks_assigned",
    "Tài khoản VNeID đã kích hoạt": "eid_accounts_activated",
    "Tỷ lệ người dân có sổ sức khỏe điện tử": "electronic_health_record_rate",
    "Tỷ lệ hệ thống thông tin được phê duyệt cấp độ": "systems_level_approved_rate",
}


@pytest.mark.parametrize(("heading", "indicator"), HEADINGS.items())
def test_the_heading_of_a_table_names_it(heading: str, indicator: str) -> None:
    many = dict.fromkeys(("thuê bao", "hồ sơ", "tài khoản"), "415200")
    rates = dict.fromkeys(("%", "thuê bao/100 dân"), "81,5")
    values = many | rates | {"điểm số": "0,52", "hạng": "7"}
    value = values.get(shipped().indicator(indicator).unit, "215")
    table = f"Tỉnh;Năm;{heading}\nBắc Giang;2022;{value}\nQuảng Ninh;2022;{value}\n"
    found = read_table(table.encode(), "bang.csv", shipped()).candidates
    assert {candidate.indicator for candidate in found} == {indicator}
