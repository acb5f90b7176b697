"""The methods page as it is shown: every indicator with unit, kind and coverage."""

import pandas as pd

from kpi.model import Indicator
from kpi.model.extract import Absent, Column, Extract
from kpi.ui.agencies import owner_name
from kpi.ui.data import catalogue
from kpi.ui.extracts.common import extract, unit_of
from kpi.ui.methods_parts import rule_texts, years_text
from kpi.ui.profile_parts import pillar_name
from kpi.ui.words import lang, say


def of_methods(title: str, extent: pd.DataFrame, chosen: Indicator) -> Extract:
    """The table of all indicators; the chosen one is named, the house rules are the notes."""
    rows = extent.to_dict("records")
    having = sum(1 for row in rows if row["figures"])
    columns = (
        Column(say("Chỉ tiêu", "Indicator")),
        Column(say("Mã số", "Id"), file_only=True),
        Column(say("Đơn vị", "Unit")),
        Column(say("Trụ cột", "Pillar")),
        Column(say("Số liệu", "Figures"), "number", 0),
        Column(say("Tỉnh có số (63)", "Provinces of 63"), "number", 0),
        Column(say("Tỉnh có số (34)", "Provinces of 34"), "number", 0),
        Column(say("Năm", "Years")),
        Column(say("Cơ quan phụ trách", "Agency in charge"), file_only=True),
        Column(say("Định nghĩa", "Definition"), file_only=True),
    )
    return extract(
        title,
        columns,
        (
            (
                indicator.name(lang()),
                indicator.id,
                unit_of(indicator.id),
                pillar_name(indicator.pillar),
                int(row["figures"]),
                int(row["areas63"]),
                int(row["areas34"]),
                years_text(row),
                owner_name(indicator.id),
                indicator.definition(lang()),
            )
            for row in rows
            for indicator in (catalogue().indicator(row["indicator"]),)
        ),
        subtitle=say("Danh mục chỉ tiêu và quy tắc", "Catalogue of indicators and rules"),
        coverage=say(
            f"{having}/{len(rows)} chỉ tiêu có số liệu",
            f"{having} of {len(rows)} indicators have figures",
        ),
        absent=tuple(
            Absent(
                catalogue().indicator(row["indicator"]).name(lang()),
                say("Chưa có số liệu", "No figure"),
            )
            for row in rows
            if not row["figures"]
        ),
        notes=(f"{chosen.name(lang())}: {chosen.definition(lang())}", *rule_texts()),
    )
