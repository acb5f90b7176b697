"""Numbers that belong together: "84/87 xã (97%)", "70,6% (12/17 dịch vụ)"."""

import re
from collections.abc import Mapping, Sequence

from kpi.ingest.reports.numbers import Number
from kpi.ingest.reports.phrases import any_of
from kpi.ingest.reports.text import Text
from kpi.model import Quantity
from kpi.model.word_roles import WordRole

# A share that is printed beside its fraction may be rounded to a whole.
_ROUNDING = 0.51
_EXPLAINS = re.compile(r"\s*+(?:\(|(?:,\s*+)?(?:tương ứng|tức|tương đương)(?:\s+với)?)\s*")


class ShareWords:
    """What the words of config/ say between a fraction and its share, compiled once."""

    def __init__(self, words: Mapping[WordRole, tuple[str, ...]]) -> None:
        link = any_of(words["share_link"])
        self.joined = re.compile(rf"[^.;%()]{{0,60}}?[\s,(=:]*+(?:{link})?[\s:(]*+(?:{link})?\s*+")
        self.sign = re.compile(rf"[(,=]|{link}")


class Shares:
    """The fractions of one document and the shares beside them."""

    def __init__(self, words: ShareWords, text: Text) -> None:
        self._words = words
        self._text = text
        self._folded = text.folded

    def beside(self, numbers: Sequence[Number], place: int) -> Number | None:
        """The percentage right behind a fraction that says the same."""
        behind = numbers[place + 1 : place + 2]
        if not numbers[place].of or not behind or behind[0].kind != "percent":
            return None
        start, share = numbers[place].unit_end, behind[0]
        joined = self._words.joined.fullmatch(self._folded, start, share.lead)
        sign = self._words.sign.search(self._folded, start, share.start)
        return share if joined and sign else None

    def explained(self, numbers: Sequence[Number], place: int) -> bool:
        """Whether the fraction behind a percentage only explains it."""
        behind = numbers[place + 1 : place + 2]
        if numbers[place].kind != "percent" or not behind or not behind[0].of:
            return False
        end = behind[0].lead
        return _EXPLAINS.fullmatch(self._folded, numbers[place].unit_end, end) is not None

    def disagreement(self, fraction: Number, share: float) -> str:
        """What to note when a fraction and the share beside it do not fit; else ""."""
        quantity = fraction.read(self._text.written, None, whole=True)
        if isinstance(quantity, Quantity) and quantity.total:
            computed = 100 * quantity.value / quantity.total
            if abs(computed - share) > _ROUNDING:
                return "phân số và tỷ lệ in cạnh nhau không khớp"
        return ""
