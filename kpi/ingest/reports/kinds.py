"""What kind of quantity a number is, by what stands beside it."""

import re
from collections.abc import Mapping
from typing import Literal

from kpi.ingest.reports.phrases import any_of
from kpi.model.word_roles import WordRole

NumberKind = Literal["percent", "money", "rank", "per100", "km", "points", "plain"]
Kind = tuple[NumberKind, int]
"""The kind of a number and how many characters its unit takes behind it."""

_REST, _BEFORE = 60, 40
_MONEY = re.compile(r"\s*(?:việt nam )?(?:đồng|vnđ|vnd|đ(?!\w)|₫)")
_ONLY_D = re.compile(r"\s*đ(?!\w)")
# "1,7 tỷ" is money even without its unit; "tỷ lệ" and "tỷ trọng" are not.
_BILLION, _NO_BILLION = re.compile(r"t[ỷỉ]"), re.compile(r"\s*(?:lệ|trọng)")
_PER_100 = re.compile(
    r"\s*(?:(?:máy|thuê bao|điện thoại)(?: điện thoại| di động| internet)?\s*)?"
    r"(?:/|trên|cho)\s*100\s*(?:người )?dân"
)
_KM = re.compile(r"\s*(?:km|ki-lô-mét|kilômét|kilomet)(?!\s*2|\s*²|\w)")
# A score has decimals or a scale; "207 điểm" are as often points of service.
_GRADED = re.compile(r"\d{1,3}[.,]\d{1,4}")
_OF_ALL = re.compile(r"\s?/\s?(?:63|34)")
_AMONG_ALL = re.compile(
    r"\s*(?:/|trên|trong(?: tổng số)?)\s*(?:tổng số\s*)?(?:63|34)"
    r"(?:\s*(?:tỉnh|địa phương|tỉnh, thành))?"
)


class Kinds:
    """What the words of config/ say about the kinds of numbers, compiled once."""

    def __init__(self, words: Mapping[WordRole, tuple[str, ...]]) -> None:
        # "40/63 tỉnh" is a rank; "30/34 chỉ tiêu" is not.
        self._among = re.compile(rf"\s*(?:{any_of(words['rank_base'])}|[^\w\s]|$)")
        self._ranked = re.compile(
            rf"{any_of(words['rank'])}(?:\s+(?:{any_of(words['rank_link'])}|:))*\s*$"
        )
        # "207 điểm phục vụ" are places.
        places = any_of(words["point_nouns"])
        self._points = re.compile(rf"\s*(?:/\s*(?:100|1\.?000|1))?\s*điểm(?!\s*+{places})")

    def of(self, folded: str, match: re.Match[str]) -> Kind:
        """The kind of a number that was found as n, of, percent and scale."""
        if match["percent"]:
            return "percent", 0
        rest = folded[match.end() : match.end() + _REST]
        if per := _PER_100.match(rest):
            return "per100", per.end()
        if money := self._money(match["scale"] or "", rest):
            return money
        if km := _KM.match(rest):
            return "km", km.end()
        before = folded[max(0, match.start() - _BEFORE) : match.start()]
        return self._rank(before, match, rest) or self._score(match, rest) or ("plain", 0)

    @staticmethod
    def _money(scale: str, rest: str) -> Kind | None:
        money = _MONEY.match(rest)
        if money and (scale or not _ONLY_D.match(rest)):
            return "money", money.end()
        if _BILLION.search(scale) and not _NO_BILLION.match(rest):
            return "money", 0
        return None

    def _rank(self, before: str, match: re.Match[str], rest: str) -> Kind | None:
        base = _AMONG_ALL.match(rest)
        of_all = _OF_ALL.fullmatch(match["of"] or "") and self._among.match(rest)
        if of_all or self._ranked.search(before) or (base and not match["of"]):
            return "rank", base.end() if base else 0
        return None

    def _score(self, match: re.Match[str], rest: str) -> Kind | None:
        points = self._points.match(rest)
        graded = points and (match["of"] or _GRADED.fullmatch(match["n"]) or "/" in points[0])
        return ("points", points.end()) if points and graded else None
