"""A report of three pages as it comes from a scanner, one digit of it worn off."""

from collections.abc import Sequence
from io import BytesIO

import numpy as np
from PIL import Image, ImageDraw

DPI = 200
PAGES = (
    """UBND TỈNH TÂY NINH
SỞ THÔNG TIN VÀ TRUYỀN THÔNG
Tây Ninh, ngày 12 tháng 01 năm 2024
BÁO CÁO
Kết quả thực hiện chuyển đổi số năm 2023
I. KẾT QUẢ
1. Hạ tầng số
Đến cuối năm, toàn tỉnh có 2.214 trạm BTS, phủ sóng 4G đạt 99,6% dân số. Toàn tỉnh có 121 điểm \
phục vụ bưu chính. Tỷ lệ hộ gia đình có Internet cáp quang đạt 81,2%.""",
    """2. Chính quyền số
Toàn tỉnh có 1.872 thủ tục hành chính, trong đó 812 dịch vụ công trực tuyến toàn trình. Tỷ lệ hồ \
sơ nộp trực tuyến đạt 71,4%; tỷ lệ hồ sơ xử lý đúng hạn đạt 98,7%.
Toàn tỉnh đã cấp 14.310 chứng thư chữ ký số.""",
    """3. Kinh tế số và xã hội số
Tỉnh có 410 doanh nghiệp công nghệ số; 1.250 doanh nghiệp sử dụng hóa đơn điện tử.
Cả tỉnh ra mắt 522 nhóm nòng cốt. Tỷ lệ dân số trưởng thành có điện thoại thông minh đạt 84,5%.""",
)
# The lower left of the 8 of 1.872 on the second page: without it, it is easily read as a 3.
WORN = (553, 280, 563, 292)
PAPER = 250


def scanned_pages() -> list[Image.Image]:
    """Its pages; the same every time."""
    from paper import Style, set_pages
    from ways import WAYS

    chance = np.random.default_rng(1)
    style = Style(dpi=DPI, points=13.5)
    printed = [set_pages(text, style)[0].image for text in PAGES]
    scanned = [WAYS["noisy"](image, DPI, chance).convert("L") for image in printed]
    ImageDraw.Draw(scanned[1]).rectangle(WORN, fill=PAPER)
    return scanned


def as_pdf(pages: Sequence[Image.Image]) -> bytes:
    """Pages as the file that a scanner makes of them."""
    target = BytesIO()
    pages[0].save(target, "PDF", resolution=DPI, save_all=True, append_images=pages[1:])
    return target.getvalue()
