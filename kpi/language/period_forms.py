"""Every way to write a period, Vietnamese or English: the one table for cells, headings, sentences.

To teach a new way, add a line to `FORMS`, and its first word to `OPENINGS`. A pattern is in
small letters, the tone on the vowel (khoá, luỹ). A blank in it stands for blanks within a line,
" ?" for any or none. In braces:

    {y} year, of four digits in a text; a cell may hold two digits, which are refused
    {Y} year of four digits            {e} {z} the last year of a span, {z} of two digits
    {d} day    {m} month, {M} in English    {a} {b} first and last month of a span of months
    {q} quarter, {w} {Q} in words      {h} half, {H} in words ("đầu", "cuối")
    {n} months since January, {N} {F} in words
    {k} a number of years              {t} "thập": ten years
    {of} what stands before the year of a part, and the year ("/2022", " năm 2022")
    {of?} the same, or "năm" alone, or nothing: the year may be missing
    {,} what stands between an English month and its year    {clock} a time of the day

`CELL` forms are too short to be looked for among other words ("15/6", "May").
"""

import re
from typing import Literal, NamedTuple

from kpi.language.spelling import unmarked

Kind = Literal["day", "month", "quarter", "half", "months", "year", "bare", "span",
               "same", "last", "previous", "ago", "merger", "this", "now"]  # fmt: skip
"""`bare` is a year without the word; `same` "cùng kỳ"; the last seven name no period alone."""

Place = Literal["cell", "text"]


class Form(NamedTuple):
    """One way to write a period. `short` forms need their year to be one in prose ("Q1", "T9")."""

    kind: Kind
    pattern: str
    places: tuple[Place, ...] = ("cell", "text")
    short: bool = False


CELL: tuple[Place, ...] = ("cell",)
TEXT: tuple[Place, ...] = ("text",)

# Of two forms that fit at a place the earlier counts, so the longer stand first.
FORMS = (
    Form("day", r"{Y}-{m}-{d}(?:t{clock})?|{Y}/{m}/{d}"),
    Form("day", r"(?:{Y}-{m}-{d}|{d}/{m}/{y}) {clock}", CELL),
    Form("day", r"(?:ngày )?(?:{d} ?/ ?{m} ?/ ?{y}|{d} ?- ?{m} ?- ?{y}|{d} ?\. ?{m} ?\. ?{y})"),
    Form("day", r"(?:ngày )?{d} ?tháng ?{m}{of}|(?:ngày )?{d}[-/]{m} ?năm ?{y}"),
    Form("day", r"{d}(?:st|nd|rd|th)? (?:of )?{M}{,}{y}|{M} {d}(?:st|nd|rd|th)?{,}{y}"),
    Form("day", r"ngày {d}(?: ?[/.-] ?| tháng ){m}(?: năm)?"),
    Form("day", r"(?:(?<=đến\s)|(?<=tới\s)|(?<=hết\s)){d}/{m}|(?<=\(){d}/{m}(?=\))", TEXT),
    Form("day", r"(?:sáng|trưa|chiều|tối|hôm) {d}[/-]{m}(?:[/-]{y})?"),
    Form("day", r"{d}[-/]{m}|{d} ?tháng ?{m}(?: năm)?", CELL),
    Form("day", r"{d}(?:st|nd|rd|th)? (?:of )?{M}|{M} {d}(?:st|nd|rd|th)?", CELL),
    Form("day", r"từ (?:đầu năm|(?:ngày )?0?1/0?1)(?:[/ ]{Y})? (?:đến|tới) (?:hết )?(?:ngày )?"
                r"{d}/{m}/{y}|0?1/0?1/{Y} ?[-–] ?{d}/{m}/{y}", CELL),
    Form("span", r"(?:giai đoạn|nhiệm kỳ|niên khoá|năm học|các năm|từ năm|từ|năm) ?"
                 r"{Y} ?[-–—] ?(?:năm )?{e}|{Y} ?[-–—] ?{e}"),
    Form("span", r"(?:giai đoạn )?từ năm {Y} (?:đến|tới)(?: hết| cuối)? (?:năm )?{e}"),
    Form("span", r"(?:giai đoạn )?(?:từ )?(?:năm )?{Y} đến (?:năm )?{e}", CELL),
    Form("months", r"từ (?:đầu )?tháng {a} (?:đến|tới)(?: hết| cuối)?(?: tháng)? {b}{of}"
                   r"|tháng ?{a} ?[-–—] ?(?:tháng ?)?{b}{of}|t{a} ?[-–—] ?t?{b}{of}"),
    Form("months", r"(?:(?:{n}|{N}) tháng(?: {H})?|{F} tháng {H}){of?}(?! ?/)"),
    Form("months", r"{n} ?t(?: {H}| năm)?(?:{of}|{y})"),
    Form("months", r"{n}t(?: {H})?(?: năm)?", short=True),
    Form("months", r"first (?:{n}|{N}) months{of?}"),
    Form("half", r"nửa {H}{of?}|{H} half{of?}"),
    Form("half", r"{Y}[-/ ]?[hs]{h}|{h}h(?:{of}|{y})|h{h}{of}"),
    Form("half", r"h{h}", short=True),
    Form("quarter", r"(?:quý|quí)[ .]?{q}{of?}|{Q} quarter{of?}|quý {w}{of}"),
    Form("quarter", r"{Y}[-/ ]?q{q}|q[ .]?{q}{of}|{q}q(?:{of}|{y})"),
    Form("quarter", r"quý {w}", CELL),
    Form("quarter", r"q[ .]?{q}", short=True),
    Form("month", r"tháng ?{m}{of?}"),
    Form("month", r"t\.? ?{m}{of}"),
    Form("month", r"t\.? ?{m}", short=True),
    # A number of an act goes on behind its year: "12/2022/NĐ-CP".
    Form("month", r"{M}{,}{y}|(?<!kỳ\s){m}/{y}(?!/)"),
    Form("month", r"{Y}-(?=[01][0-9](?![0-9])){m}|{Y}-?m{m}"),
    Form("month", r"{m}-{y}|{Y}[-/]{m}|{M}", CELL),
    Form("span", r"{Y} ?[-–—/] ?{z}", CELL),
    Form("year", r"(?:cả )?(?:năm|niên độ|năm tài chính|fy|year) ?{y}(?:\.0+)?"),
    Form("year", r"(?:cả )?năm|{y}(?:\.0+)?", CELL),
    Form("same", r"cùng kỳ(?:(?: của)?(?: năm)? (?:{Y}|trước|ngoái))?", TEXT),
    Form("last", r"năm (?:trước|ngoái)|năm (?:liền |kế )(?:trước|kề)|một năm trước(?! khi)", TEXT),
    # What was told, ranked or published the time before: "kỳ trước", "tháng trước".
    Form("previous", r"(?<!cùng\s)(?<!học\s)(?<!thời\s)(?<!nhiệm\s)(?:kỳ|lần)"
                     r"(?: (?:đánh giá|công bố|xếp hạng|báo cáo))?(?: liền)? trước(?! đây)"
                     r"|(?:tháng|quý)(?: liền)? trước(?! đây| đó)", TEXT),
    Form("ago", r"cách đây (?:{k}|{N}|{F}) (?:năm|{t} (?:kỷ|niên))"
                r"|(?:{k}|{N}|{F}) (?:năm|{t} (?:kỷ|niên))(?: về)? trước(?! khi)", TEXT),
    Form("merger", r"trước (?:khi )?(?:thực hiện )?(?:hợp nhất|sáp nhập|sắp xếp|nhập tỉnh)", TEXT),
    Form("this", r"năm nay|(?:trong|cả) năm(?=[\s,;.)])(?! ?[0-9]{4})", TEXT),
    # "hiện" says that it is now in front of these alone: "thực hiện" does not.
    Form("now", r"(?:đến|tới|hiện) nay|hiện tại|đang có|đến thời điểm này"
                r"|(?<!thực\s)(?<!thể\s)(?<!biểu\s)(?<!phát\s)(?<!xuất\s)hiện"
                r"(?= (?:có|đạt|toàn|đã|trên|chiếm|còn|phủ|mới|xếp|đứng|chỉ))"
                r"|nay(?= (?:là|đạt|còn|lên|đã|có|tăng))", TEXT),
    Form("bare", r"{Y}", TEXT),
)  # fmt: skip

OPENINGS = (
    "ngày từ giai nhiệm niên năm các cả nửa quý quí tháng cùng trong đến tới hiện đang đầu cuối "
    "sáng trưa chiều tối hôm nay trước cách kỳ lần first second third fourth fy year"
)
"""Where a form of a text may begin, besides a digit, a number, a month and the short h, q, t."""

MONTHS = (
    "jan|january feb|february mar|march apr|april may jun|june jul|july aug|august "
    "sep|sept|september oct|october nov|november dec|december"
)
COUNTS = (
    "i|một|nhất|one|first|đầu ii|hai|two|second|cuối iii|ba|three|third iv|bốn|tư|four|fourth "
    "năm|five sáu|six bảy|seven tám|eight chín|nine mười|ten mười_một|eleven mười_hai|twelve"
)


def _numbered(names: str) -> dict[str, int]:
    rows = enumerate(names.split(), 1)
    words = {name.replace("_", " "): n for n, row in rows for name in row.split("|")}
    return words | {unmarked(word): n for word, n in words.items()}


NUMERALS = _numbered(MONTHS) | _numbered(COUNTS)
"""What a written number of a form counts: months by name, and the words of `COUNTS`."""

_MONTH, _YEAR = "1[0-2]|0?[1-9]", "(?:19|20)[0-9]{2}|2100"
_LETTERS = {
    "Y": _YEAR,
    "e": _YEAR,
    "z": "[0-9]{2}",
    "d": "[12][0-9]|3[01]|0?[1-9]",
    "m": _MONTH,
    "a": _MONTH,
    "b": _MONTH,
    "n": _MONTH,
    "M": rf"(?:{'|'.join(sorted(_numbered(MONTHS), key=len, reverse=True))})\.?",
    "q": "iv|i{1,3}|[1-4]",
    "w": "một|nhất|hai|ba|bốn|tư",
    "Q": "first|second|third|fourth",
    "h": "[12]",
    "H": "đầu|cuối|first|second",
    "F": "năm",
    "k": "[0-9]{1,2}",
    "t": "thập",
    "N": "mười một|mười hai|một|hai|ba|bốn|sáu|bảy|tám|chín|mười|one|two|three|four|five|six"
    "|seven|eight|nine|ten|eleven|twelve",
}
_YEARS: dict[Place, str] = {"cell": "[0-9]{4}|[0-9]{2}", "text": _YEAR}
# "Trong tháng 9, 2022 hồ sơ" counts dossiers: behind a comma only a year at an end is one.
_OF: dict[Place, str] = {
    "cell": r"(?:[\s/,.-]|của|năm|of|in|the|year)++{y}",
    "text": r"(?: ?/ ?| ?- ?|\.|,?(?: của)? năm |/năm | (?:of |in )?(?:the )?(?:year )?"
    r"|, (?=[0-9]{4} ?(?:$|[^\w\s]))){y}",
}
_OR_NOT: dict[Place, str] = {
    "cell": "(?:{of}| năm| of the year)?",
    "text": "(?:{of}|(?: của)? năm(?! (?:trước|ngoái))(?! ?[0-9/]))?",
}
# Before: no letter, and no digit with a mark; a year may stand right behind a word ("KH2024").
_CLOCK = r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?:z|[+-][0-9]{2}:?[0-9]{2})?"
_BEFORE, _BEFORE_BARE = r"(?<!\w)(?<![0-9][.,/-])", r"(?<![0-9])(?<![0-9][.,/–-])"
_BEHIND, _BEHIND_BARE = r"(?![\w%])(?!/[0-9])", r"(?![\w%])(?![.,/–-]?[0-9])(?!/\w)"
_TOKEN = re.compile(r"\{([A-Za-z])\}")
_BLANK = re.compile(r"(\[[^\]]*\])| (\??)")


class Grammar:
    """The forms of one place as one pattern."""

    def __init__(self, place: Place, *, marked: bool) -> None:
        self._forms: dict[str, tuple[Form, tuple[tuple[str, str], ...]]] = {}
        self._place: Place = place
        inner = [self._named(n, form) for n, form in enumerate(FORMS) if place in form.places]
        pattern = "|".join(inner) if place == "cell" else _in_text(inner)
        self.pattern = re.compile(pattern if marked else unmarked(pattern))

    def read(self, match: re.Match[str]) -> tuple[Form, dict[str, str]]:
        """The form that fits, and what it names by letter."""
        form, groups = self._forms[match.lastgroup or ""]
        return form, {letter: match[group] for letter, group in groups if match[group]}

    def _named(self, number: int, form: Form) -> str:
        groups: list[tuple[str, str]] = []

        def group(token: re.Match[str]) -> str:
            name = f"{token[1]}{number}_{len(groups)}"
            groups.append((token[1], name))
            inside = _YEARS[self._place] if token[1] == "y" else _LETTERS[token[1]]
            return f"(?P<{name}>{inside})"

        pattern = form.pattern.replace("{of?}", _OR_NOT[self._place])
        pattern = pattern.replace("{of}", _OF[self._place]).replace("{clock}", _CLOCK)
        pattern = pattern.replace("{,}", r"(?:[/.,-]|,? (?:of |in )?)")
        pattern = _TOKEN.sub(group, _BLANK.sub(_blank, pattern))
        self._forms[f"f{number}"] = form, tuple(groups)
        return f"(?P<f{number}>{pattern})"


def _in_text(forms: list[str]) -> str:
    """The forms, tried only where one may begin: a text is mostly other words."""
    *others, bare = forms
    words = (*OPENINGS.split(), _LETTERS["M"], _LETTERS["N"], r"[thq]\.?[^\S\n]*+[0-9]")
    return (
        f"(?=[0-9]|{'|'.join(words)}){_BEFORE}(?:{'|'.join(others)}){_BEHIND}"
        f"|(?=[12]){_BEFORE_BARE}{bare}{_BEHIND_BARE}"
    )


def _blank(match: re.Match[str]) -> str:
    """A blank of a form as a pattern that never gives blanks back; a class stays as it is."""
    return match[1] or r"[^\S\n]" + ("*+" if match[2] else "++")
