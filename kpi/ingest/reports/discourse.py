"""How far what a text says of time reaches: the one table of what holds for which numbers.

A reader keeps in mind of when a text speaks; most of the times it names do not change that.
`REACH` says for every way to name a time where it may give a number its period:

    number    right behind the number, or over its column: "100% xã có cáp quang vào năm 2025"
    sentence  before the number in its sentence
    paragraph in an earlier sentence of the paragraph that it opens: "Đến hết tháng 10, … . …"
    block     in a heading or a lead line, for all that stands below: "KẾT QUẢ NĂM 2024"

The nearer counts: a number's own time, that of its sentence, of its paragraph, of the headings
from the nearest up, then what the whole document reports on. What is missing in the table never
reaches there, so a year that is only compared with does not leak into the next sentence. Some
words that stand in the table hold under a condition, which is said where it is tested.
"""

from collections.abc import Mapping
from typing import Literal

Role = Literal["plain", "day", "until", "now", "before", "compared", "start", "title", "outlook"]
"""What a time is in its sentence."""

Scope = Literal["number", "sentence", "paragraph", "block"]
"""Where a time may stand for a number that it dates."""

REACH: Mapping[Role, frozenset[Scope]] = {
    # "Năm 2022, …", "6 tháng đầu năm", "quý III/2022". In an earlier sentence only when it is
    # of the year that is reported on: that DTI was so and so in 2021 says nothing of what follows.
    "plain": frozenset({"number", "sentence", "paragraph", "block"}),
    # "Tính đến 30/9", "đến năm 2025".
    "until": frozenset({"number", "sentence", "paragraph", "block"}),
    # "Ngày 25/7, …": the day of a meeting as often as that of a figure, so never for others.
    "day": frozenset({"sentence"}),
    # "Đến nay", "hiện có": back to when the document speaks, whatever was said before.
    "now": frozenset({"sentence", "paragraph"}),
    # "Cùng kỳ", "năm ngoái": for the figure it is said of alone.
    "before": frozenset({"sentence"}),
    # "So với năm 2021 (45%)": for what stands in brackets right behind it.
    "compared": frozenset({"sentence"}),
    # "Từ năm 2020": when something began.
    "start": frozenset(),
    # "Đề án … đến năm 2025": a name; its year is when a goal without its own is to be reached.
    "title": frozenset(),
    # "Định hướng đến năm 2030": the second half of a name, but alone in a heading, or before the
    # colon of its sentence, a period.
    "outlook": frozenset({"sentence", "block"}),
}
