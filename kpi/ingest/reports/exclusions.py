"""Why a number is no figure, though it counts something: a bound, a change, a part of a plan."""

import re
from collections.abc import Mapping

from kpi.ingest.reports.phrases import Text, any_of
from kpi.ingest.reports.surroundings import ROW_NUMBERS, Frame
from kpi.model.word_roles import WordRole

BOUND, CHANGE = "giới hạn trên, không phải giá trị", "mức tăng, giảm hoặc phần thêm"
"""What some indicators are told by all the same."""

# How far behind a number "so với cùng kỳ" may begin.
_BEHIND = 24
# "tăng từ 60% lên …" has a result at its end; "từ 60% đến 70%" is but a range.
_FROM = re.compile(r"(?<!tăng )(?<!giảm )(?<!nâng )(?<!\w)từ\s*$")
_TO = re.compile(r"\s*(?:đồng\s*)?(?:đến|tới|-|–)\s*\d")
_RANGE = re.compile(
    r"(?<!tăng )(?<!giảm )(?<!nâng )(?<!\w)từ\s+[\d.,]++\s*%?"
    r"(?:\s*+\w++){0,2}\s*(?:đến|tới|-|–)\s*$"
)
_RANGE_LENGTH = 80
# "1.600 - 1.700 trạm"
_DASHED = re.compile(r"\d[ \t]*[-–][ \t]*$")
_DASH = re.compile(r"[ \t]*[-–][ \t]*\d[\d.,]*+(?![\d/])")
_ROSE = re.compile(
    r"[^;.:()%\d]{0,30}?(?<!trở )(?:lên|xuống|còn|thành(?! (?:phố|lập|viên|công|phần)))(?!\w)"
    r"[^;.:()%\d]{0,20}\d"
)
# "từ 1.420 trạm năm 2022 lên 1.506 trạm năm 2023" are two figures of two years.
_OF_A_YEAR = re.compile(
    r"[^;.:()%\d]{0,40}?(?:năm|cuối|tháng \d{1,2}/)\s*(?:năm\s*)?(?:19|20)\d\d(?!\d)"
)
_SINCE = "từ"
# Revenue "đồng/năm" is the year's, "đồng/người" is not the province's.
_EACH_MONTH = re.compile(r"\s*(?:mỗi|một|/)\s*(?:tháng|quý|tuần|ngày)(?!\w)")
_EACH = re.compile(r"\s?/\s?(?!năm|tháng|quý)[^\W\d_]{2,}")
# "41,2% (kế hoạch 50%)": what stands in the bracket is of the plan, not of the result.
_OWN_BRACKET = re.compile(r"\s*\([^()]*\d")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# "đạt 78,3% so với mục tiêu 80%": what it is compared with has a number of its own.
_OWN_GOAL = re.compile(
    r"\s*so với (?:mục tiêu|kế hoạch|chỉ tiêu)[^,;.()\d]{0,40}"
    r"(?:năm (?:19|20)\d\d[^,;.()\d]{0,20})?\d"
)
# "72,6% so với 65,6% của tháng 9": two values; a share of a plan has no number behind "so với".
_OTHER_VALUE = re.compile(
    r"\s*so với (?:(?:mức|con số|tỷ lệ|kết quả|khoảng|gần|hơn|trên|mốc) ){0,2}"
    r"\d[\d.,]*+\s*(?:%|tỷ|triệu|điểm)"
)
_THAN = re.compile(r"so với (?:(?:mức|con số|tỷ lệ|kết quả|mốc) )?$")
_OF_ALL_PROVINCES = re.compile(r"/\s?(?:63|34)$")
_COMPARED_WITH = 70
# "vượt mốc 2.000 trạm": that many there are at least.
_LEVEL_PASSED = ("mốc", "ngưỡng", "con số")
_NOT = re.compile(r"\s*+(?:\S++\s++){0,2}(?<!chứ )(?:chưa|không)(?!\w)(?! phải| chỉ| kể| tính)")
# "lắp mới 190 trạm, gồm 40 trạm 4G và 150 trạm 5G"
_ADDED = (
    *("phát triển mới", "lắp đặt mới", "lắp mới", "xây dựng mới", "xây mới", "phát sóng mới"),
    *("đầu tư mới", "thành lập mới", "cấp mới", "lắp thêm", "lắp đặt thêm", "phát triển thêm"),
    *("xây dựng thêm", "bổ sung", "bổ sung thêm", "tăng thêm", "thêm"),
)
_COUNTED = r"\d[\d.]*+(?![\d/%])(?:\s*+[^\s\d,;:.()%]++){1,7}?(?:\s*+[2345]g)?"
_PARTS = re.compile(
    rf"\s*+(?:(?:được|khoảng|gần|hơn|trên|là)\s+){{0,2}}{_COUNTED}\s*+[,(:]?\s*+"
    r"(?:trong đó|trong số đó|gồm|bao gồm|cụ thể|chia ra)(?:\s+(?:có|là|gồm))?[\s:(]*+"
    rf"(?:{_COUNTED}\s*+(?:,|và|;)\s*+){{0,6}}(?:có\s+)?"
)
# "ít hơn tháng 3 là 154 phiếu"
_FEWER = ("ít hơn", "nhiều hơn")
_BY_SO_MANY = re.compile(r"\s+[^;:()%]{2,40}?\s(?:là|tới|đến)\s*")
_OTHERS = re.compile(r"(?<!\w)số còn lại\s*(?:(?:là|gồm|có)\s*)?$")
# "đạt 58%, vẫn chưa đạt mục tiêu" tells what was reached.
_SHORT_OF_GOAL = re.compile(
    r"\s*+(?:(?:vẫn|nhưng|song|còn|và|là|thì)\s+){0,2}(?:chưa|không) đạt (?:được )?"
    r"(?:mục tiêu|kế hoạch|chỉ tiêu|yêu cầu)(?!\w)"
)
# "tiếp nhận 2.100 hồ sơ, doanh thu 60 triệu đồng; trả 5.300 hồ sơ, doanh thu 120 triệu đồng"
_EARNED = r"[^;]{0,60}hồ sơ[^;]{0,20}?(?:doanh thu|số tiền)[^;\d]{0,20}"
_EARNED_BEHIND = re.compile(rf"\s*(?:đồng)?\s*;{_EARNED}\d")
_EARNED_BEFORE = re.compile(rf"{_EARNED}\d[^;]{{0,30}};{_EARNED}$")


class ExclusionWords:
    """What the words of config/ say about numbers that are no figures, compiled once."""

    def __init__(self, words: Mapping[WordRole, tuple[str, ...]]) -> None:
        # "thứ 5/14 tỉnh", "đứng đầu vùng": a rank among some, not among all.
        self.region = re.compile(
            r"\s*(?:trong|trên|/)\s*(?:số\s*|tổng số\s*)?(?!63\D|34\D)\d{1,2}"
            r"\s*(?:tỉnh|địa phương|thành phố)"
            rf"|[^,;.\d]{{0,30}}?{any_of(words['region'])}"
        )
        # "khảo sát 500 hộ dân": what follows is told of the sample.
        self.sample = re.compile(
            rf"{any_of(words['survey'])}(?:\s+[^\s\d,;.]+){{0,4}}\s+[\d.]+\s+{any_of(words['sampled'])}"
        )
        # "5/12 huyện đạt tỷ lệ … trên 80%": how many reach a level tells nothing of the province.
        unit = any_of((*words["territory"], *words["unit_counted"]))
        row = rf"(?:số\s+|các\s+)?{unit}(?:\s*(?:,|và|/|-)\s*{unit})*"
        reach = rf"{row}(?:\s+[^\s\d,;.:()]+){{0,4}}?\s+(?:có|đạt|với|hoàn thành)\s"
        number = r"(?:(?<![\d.,/])\d+(?:[.,/]\d+)*\s*%?|(?<!\w)(?:số|các|những|nhiều|một số))\s+"
        self.threshold = re.compile(rf"{number}{reach}(?P<level>[^\d,;.:()]*)$")
        self.reaching = re.compile(
            rf"\s*{reach}[^\d,;.:()]*?{any_of(words['rate'])}\s+[^\d,;.:()]+\d"
        )


class Exclusions:
    """Why numbers of one document are no figures."""

    def __init__(self, words: ExclusionWords, text: Text) -> None:
        self._words = words
        self._text = text
        self._folded = text.folded

    def of(self, frame: Frame) -> str:
        """The reason in Vietnamese; "" for a number that may be a figure."""
        tests = (
            (self._is_a_year, "năm, không phải số lượng"),
            (self._is_row_number, "số thứ tự"),
            (self._is_under_a_ratio, "so sánh hoặc phần của kế hoạch"),
            (self._is_bound, BOUND),
            (self._is_in_a_region, "xếp hạng trong vùng"),
            (self._is_range, "một khoảng, không phải một giá trị"),
            (self._is_left_behind, "mức trước khi tăng, giảm"),
            (self._is_for_each, "mức tính cho mỗi đơn vị"),
            (self._is_change, CHANGE),
            (self._is_part_of_change, CHANGE),
            (self._is_difference, "mức chênh lệch, không phải giá trị"),
            (self._is_threshold, "mức mà một số đơn vị đạt, không phải của cả tỉnh"),
            (self._is_of_a_sample, "kết quả của một mẫu khảo sát"),
            (self._is_compared, "so sánh hoặc phần của kế hoạch"),
            (self._is_rest, "phần chưa đạt"),
            (self._is_earned_by_a_step, "doanh thu của một khâu, không phải của cả việc"),
        )
        return next((reason for test, reason in tests if test(frame)), "")

    def _is_a_year(self, frame: Frame) -> bool:
        """Of "Số trạm BTS 2023", as in the heading of a column."""
        number = frame.number
        bare = number.kind == "plain" and frame.bare and not frame.linked
        return bare and bool(_YEAR.fullmatch(self._folded, number.start, number.end))

    def _is_row_number(self, frame: Frame) -> bool:
        """Of a column "STT"."""
        over = frame.column and self._folded[slice(*frame.column)].strip(" .")
        return over in ROW_NUMBERS

    def _is_under_a_ratio(self, frame: Frame) -> bool:
        """Of a column "TH/KH (%)"."""
        return bool(frame.column and self._text.first("column_ratio", *frame.column))

    @staticmethod
    def _is_bound(frame: Frame) -> bool:
        """Of "không quá 5%"."""
        return frame.number.upper

    def _is_in_a_region(self, frame: Frame) -> bool:
        number = frame.number
        if number.kind != "rank":
            return False
        if number.of and not _OF_ALL_PROVINCES.search(self._folded, number.start, number.end):
            return True
        return bool(self._words.region.match(self._folded, number.end, frame.sentence.end))

    def _is_range(self, frame: Frame) -> bool:
        """Of "75 - 80%"; "lần lượt là 85,0 - 72,0 - 41,5%" are three values."""
        number = frame.number
        if self._text.last("in_turn", frame.sentence.start, number.start):
            return False
        start = max(frame.sentence.start, number.start - _RANGE_LENGTH)
        if _RANGE.search(self._folded, start, number.start):
            return True
        opens = _FROM.search(self._folded, start, number.start)
        if opens and _TO.match(self._folded, number.unit_end):
            return True
        dashed = _DASHED.search(self._folded, start, number.start)
        return bool(dashed or (number.kind != "rank" and _DASH.match(self._folded, number.end)))

    def _is_left_behind(self, frame: Frame) -> bool:
        """Of "từ 1.420 tăng lên 1.699": the first is what was before."""
        number = frame.number
        start = max(frame.sentence.start, number.start - _RANGE_LENGTH)
        opens = _FROM.search(self._folded, start, number.start)
        behind = self._folded, number.unit_end, frame.sentence.end
        rose = opens and _ROSE.match(*behind)
        return bool(rose) and not _OF_A_YEAR.match(*behind)

    def _is_for_each(self, frame: Frame) -> bool:
        """Of "7,5 triệu đồng/người"."""
        number = frame.number
        if number.kind != "money":
            return False
        behind = self._folded, number.unit_end
        return bool(_EACH.match(*behind) or _EACH_MONTH.match(*behind))

    def _is_change(self, frame: Frame) -> bool:
        """Of "tăng 12%": by how much it moved."""
        growth = self._text.last("growth", frame.near_start, frame.number.lead)
        if growth is None or self._folded[growth[1] : frame.number.lead].strip(" :"):
            return False
        # "tăng từ 1.420 trạm năm 2022 lên …" tells what there was in that year.
        number = frame.number
        since = _SINCE in self._folded[growth[0] : number.start].split()
        behind = self._folded, number.unit_end, frame.sentence.end
        return not (since and _OF_A_YEAR.match(*behind))

    def _is_part_of_change(self, frame: Frame) -> bool:
        """Of "lắp mới 190 trạm, gồm 40 trạm 4G và 150 trạm 5G": some of what was added."""
        number, start = frame.number, frame.sentence.start
        added = number.kind == "plain" and self._text.last(_ADDED, start, number.lead)
        if not added:
            return False
        return _PARTS.fullmatch(self._folded, added[1], number.lead) is not None

    def _is_difference(self, frame: Frame) -> bool:
        """Of "cao hơn bình quân cả nước 7,1%"; "cao hơn bình quân cả nước (79,6%)" is a value."""
        lead = frame.number.lead
        start = max(frame.near_start, lead - _COMPARED_WITH)
        compared = self._text.last("difference", start, lead)
        if compared is None:
            return False
        between = _YEAR.sub("", self._folded[compared[1] : lead])
        if between.strip() in _LEVEL_PASSED:
            return False
        if frame.number.kind == "plain" and self._folded[slice(*compared)] in _FEWER:
            return _BY_SO_MANY.fullmatch(between) is not None or not re.search(r"[\d(:]", between)
        if self._text.first("linking", compared[1], lead):
            return False
        return bool(between.strip()) and not re.search(r"[\d(:]", between)

    def _is_threshold(self, frame: Frame) -> bool:
        """Of "5/12 huyện đạt tỷ lệ hồ sơ nộp trực tuyến trên 80%"."""
        number = frame.number
        if number.kind not in ("plain", "percent"):
            return False
        if self._words.reaching.match(self._folded, number.unit_end, frame.sentence.end):
            return True
        told = self._words.threshold.search(self._folded, frame.sentence.start, number.start)
        if number.kind == "plain" or told is None:
            return False
        start = told.start("level")
        rate = self._text.first("rate", start, number.lead)
        named = rate is not None and bool(self._folded[rate[1] : number.lead].strip())
        return named or (not self._folded[start : number.lead].strip() and not frame.bare)

    def _is_of_a_sample(self, frame: Frame) -> bool:
        """Of "khảo sát 500 hộ dân cho thấy 92% hộ có Internet"; satisfaction is always surveyed."""
        sentence = frame.sentence
        if self._text.first("surveyed_anyway", sentence.start, sentence.end):
            return False
        return bool(self._words.sample.search(self._folded, sentence.start, frame.number.lead))

    def _is_compared(self, frame: Frame) -> bool:
        """Of "85% kế hoạch", "98% so với cùng kỳ"; a count may well stand before "kế hoạch"."""
        number = frame.number
        if number.kind not in ("percent", "money", "points"):
            return False
        behind_it = self._folded, number.unit_end, frame.sentence.end
        if any(own.match(*behind_it) for own in (_OWN_BRACKET, _OWN_GOAL, _OTHER_VALUE)):
            return False
        if _THAN.search(
            self._folded, max(frame.sentence.start, number.lead - _BEHIND), number.lead
        ):
            return False  # "85% so với 65% cùng kỳ năm trước"
        end = min(frame.clause_end, number.unit_end + _BEHIND)
        behind = self._text.first("growth_behind", number.unit_end, end)
        return bool(behind and not self._folded[number.unit_end : behind[0]].strip(" ("))

    def _is_rest(self, frame: Frame) -> bool:
        """Of "5% hồ sơ chưa …": the share that is missing; of "số còn lại 416 thủ tục"."""
        number = frame.number
        if _OTHERS.search(self._folded, frame.near_start, number.lead):
            return True
        if number.kind != "percent":
            return False
        behind = self._folded, number.unit_end, frame.near_end
        return bool(_NOT.match(*behind)) and not _SHORT_OF_GOAL.match(*behind)

    def _is_earned_by_a_step(self, frame: Frame) -> bool:
        """Whether a sentence tells what taking dossiers earned and what returning them did."""
        number, sentence = frame.number, frame.sentence
        if number.kind != "money":
            return False
        if _EARNED_BEHIND.match(self._folded, number.unit_end, sentence.end):
            own = self._folded.rfind(";", sentence.start, number.start) + 1 or sentence.start
            return "hồ sơ" in self._folded[own : number.start]
        start = max(sentence.start, number.start - 200)
        return bool(_EARNED_BEFORE.search(self._folded, start, number.start))
