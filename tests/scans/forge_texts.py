"""The texts that are printed for scans, by name: the gold of tests/reports, cut to a page or two.

Texts of the gold have several figures each; what is read in them can be judged by their gold.
"""

import tomllib

from kpi import settings

REPORTS = settings.ROOT / "tests" / "reports"
LONGEST = 2500
"""Letters of a text at most, to the end of a paragraph."""
TEXTS = (
    "plain-half-year-bulleted-report", "density-and-penetration-of-the-old-days", "105",
    "comma-thousands-beside-dots-and-two-densities", "111", "118",
    "same-period-of-two-earlier-years", "121", "112", "a-plan-in-which-only-the-first-part-is-done",
    "213", "215", "plain-half-year-digital-government", "218", "303",
    "ranks-of-pillars-regions-and-other-provinces", "306", "308",
    "first-quarter-report-after-the-merger", "216", "410",
    "plan-with-results-of-last-year-and-targets", "414",
    "hamlet-scene-before-the-provincial-totals", "510", "701",
    "plain-year-end-of-a-merged-province", "609", "612", "stations-sites-and-one-operators-share",
    "613", "704", "plan-with-a-baseline-paragraph", "709", "728", "729",
    "plain-year-end-post-and-telecom", "730", "404", "806", "807", "828",
    "exact-fraction-behind-a-rounded-share", "9018", "825", "928", "931", "949",
)  # fmt: skip
TABLES = (
    "125", "204", "9022", "416", "516", "617", "955", "974",
)  # fmt: skip
"""Texts of which rows of tables are a good part."""


def gold_text(name: str) -> str:
    """The beginning of a text of the gold; numbers are names of tests/reports/world."""
    if name.isdecimal():
        whole = (REPORTS / "world" / f"{name}.txt").read_text(encoding="utf-8")
    else:
        told = tomllib.loads((REPORTS / f"{name}.toml").read_text(encoding="utf-8"))
        whole = str(told["text"])
    return cut(whole)


def cut(text: str) -> str:
    """The paragraphs of a text, without blank lines, up to the greatest length; one at least."""
    kept: list[str] = []
    for line in text.splitlines():
        paragraph = _row_bare(" ".join(line.split()))
        if kept and len(paragraph) + sum(len(one) + 1 for one in kept) > LONGEST:
            break
        if paragraph:
            kept.append(paragraph)
    return "\n".join(kept)


def _row_bare(line: str) -> str:
    """A row of a Markdown table without its outer bars, "" for the one of dashes."""
    if not (line.startswith("|") and line.endswith("|") and len(line) > 1):
        return line
    return "" if set(line) <= set("|-: ") else line[1:-1].strip()
