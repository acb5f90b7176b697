"""Phrases told by fewer words than theirs: levels, "TB" beside a number, names of applications."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from kpi.ingest.reports.levels import levels_told_short
from kpi.ingest.reports.phrases import Span

# "801.340 TB", "7,6 TB/100 dân", "TB internet"; "48 TB" of a store are terabytes.
_SUBSCRIBERS = re.compile(
    r"\d{1,3}(?:[.,]\d{3})++\s?(?P<many>tb)(?!\w)|(?<=[\d\s])(?P<per>tb)(?=\s?/\s?100 dân)"
    r"|(?<!\w)(?P<of>tb)(?= (?:internet|điện thoại|di động|cố định|băng rộng)(?!\w))"
)

# The level of teams without its "cấp", as in "xã 108 tổ, thôn 1.292 tổ".
_COMMUNE = r"(?:xã|phường)(?:, (?:phường|xã|thị trấn))*"
_HAMLET = r"(?:thôn|bản|ấp|xóm|khóm|buôn|khu phố|tổ dân phố)(?:, (?:bản|ấp|khóm|tổ dân phố))*"
_TEAMS = re.compile(
    r"(?:^|(?<=[;:(\n])|(?<=tổ,)|(?<=người,)|(?<=viên,))[-–+\s]*(?:ở |tại )?"
    rf"(?:(?P<xã>{_COMMUNE})|(?P<thôn>{_HAMLET}))\s*:?\s*(?:có |là )?\d[\d.]*+\s*tổ(?!\w)"
)

# The names that provinces give to their applications for citizens: "Hue-S", "Lâm Đồng Smart".
_APPLICATIONS = re.compile(
    r"(?<![\w-])[^\W\d_]{2,}-s(?![\w-])"
    r"|(?<!\w)[^\W\d_]+ smart(?!\w)(?! (?:phone|city|tv|home|card))"
)


def told_short(folded: str) -> Mapping[str, Sequence[Span]]:
    """The spans of short forms in a folded text, by the phrase each stands for."""
    found = defaultdict(
        list, {phrase: [*spans] for phrase, spans in levels_told_short(folded).items()}
    )
    for form in _SUBSCRIBERS.finditer(folded):
        found["thuê bao"].append(form.span(form.lastgroup or 0))
    for form in _APPLICATIONS.finditer(folded):
        found["ứng dụng công dân"].append(form.span())
    for form in _TEAMS.finditer(folded):
        level = form.lastgroup or ""
        found[f"cấp {level}"].append(form.span(level))
    return found
