"""The widgets' own words, which Streamlit has in English only, in the reader's language."""

import json
from functools import lru_cache

from kpi import settings
from kpi.ui.words import lang

# English as Streamlit writes it → Vietnamese; no two share a translation, for the way back.
_WORDS: dict[str, str] = {
    "App pages": "Các trang",
    "Skip to main content": "Đến nội dung chính",
    "Link to heading": "Liên kết đến mục này",
    "Main menu": "Trình đơn chính",
    "Navigate to home page": "Về trang đầu",
    "Sidebar": "Thanh bên",
    "Open sidebar": "Mở thanh bên",
    "Expand sidebar": "Mở rộng thanh bên",
    "Collapse sidebar": "Thu thanh bên",
    "Notifications": "Thông báo",
    "Close": "Đóng",
    "Open": "Mở danh sách",
    "Dismiss": "Đóng danh sách",
    "(index)": "(số dòng)",
    "Page not found": "Không tìm thấy trang",
    "The page that you have requested does not seem to exist. Running the app's main page.": (
        "Địa chỉ này không có trang nào; đây là trang đầu."
    ),
    "Clear value": "Bỏ lựa chọn",
    "Clear all": "Bỏ tất cả",
    "Clear entry": "Xóa ô",
    "Choose an option": "Chọn hoặc gõ để tìm",
    "Choose or add an option": "Chọn hoặc gõ một giá trị",
    "Choose options": "Chọn một hoặc nhiều",
    "Select an option": "Chọn một",
    "Select options": "Chọn nhiều",
    "No results": "Không có kết quả",
    "No options to select": "Không có gì để chọn",
    "No options to select.": "Không có gì để chọn.",
    "Select all": "Chọn tất cả",
    "Selected values": "Đã chọn",
    "Press Enter to apply": "Bấm Enter để nhận",
    "Press Enter to submit form": "Bấm Enter để gửi",
    "Press Ctrl+Enter to apply": "Bấm Ctrl+Enter để nhận",
    "Press ⌘+Enter to apply": "Bấm ⌘+Enter để nhận",
    "file upload": "chọn tệp để nạp",
    "Upload": "Chọn tệp",
    "Browse files": "Chọn các tệp",
    "Download as CSV": "Tải dạng CSV",
    "Download": "Tải về",
    "Fullscreen": "Toàn màn hình",
    "Close fullscreen": "Thôi toàn màn hình",
    "Search": "Tìm",
    "Close Search": "Đóng ô tìm",
    "Next Result": "Kết quả sau",
    "Previous Result": "Kết quả trước",
    "Show/hide columns": "Ẩn, hiện cột",
    "Dataframe column menu": "Trình đơn của cột",
    "Copy column name": "Chép tên cột",
    "Sort ascending": "Xếp tăng dần",
    "Sort descending": "Xếp giảm dần",
    "Format": "Định dạng",
    "Autosize": "Vừa nội dung",
    "Pin column": "Ghim cột",
    "Unpin column": "Bỏ ghim cột",
    "Hide column": "Ẩn cột",
    "Statistics": "Thống kê",
    "Show statistics": "Xem thống kê",
    "Copy to clipboard": "Chép",
    "Copied": "Đã chép",
    "Copied!": "Đã chép!",
    "Show data": "Xem số liệu",
    "Pagination": "Các trang của danh sách",
    "Previous page": "Trang trước",
    "Next page": "Trang sau",
    "Scroll tabs left": "Sang trái",
    "Scroll tabs right": "Sang phải",
    "Show password text": "Hiện mật khẩu",
    "Hide password text": "Che mật khẩu",
    "Running...": "Đang chạy …",
    "Stop script": "Dừng chạy",
    "Stop": "Dừng",
    "Connecting": "Đang kết nối",
    "CONNECTING": "ĐANG KẾT NỐI",
    "Loading...": "Đang tải …",
    "No data": "Không có số liệu",
    "Help": "Giải thích",
    "help icon": "điều cần xem",
}


def widget_words() -> str:
    """The script that puts them there, for the language of this run."""
    return f"<script>{_script(lang())}</script>"


@lru_cache(maxsize=2)
def _script(language: str) -> str:
    script = (settings.ROOT / "kpi" / "ui" / "static" / "words.js").read_text(encoding="utf-8")
    words = json.dumps(list(_WORDS.items()), ensure_ascii=False)
    return f"({script.strip()})({words}, {json.dumps(language)});"
