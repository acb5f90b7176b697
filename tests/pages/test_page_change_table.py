"""The table of what publishing would change sorts by size, not by text."""

import pandas as pd

from kpi.ui.history_parts import effect_frame
from kpi.ui.intake.changes import changes_frame
from kpi.ui.shown import ShownNumber


def row(new: float, old: float | None, **overrides: object) -> dict[str, object]:
    told = {
        "change": "revised" if old is not None else "new",
        "area": "vn63:27",
        "indicator": "bts_stations",
        "period": "2022",
        "obs_status": "actual",
        "value": new,
        "qualifier": "exact",
        "old_value": old,
        "old_qualifier": "exact",
        "other_value": None,
        "other_qualifier": "exact",
        "other_title": "",
        "shown": True,
        "as_written": str(new),
        "sheet": "",
        "cell": "C7",
    }
    return {**told, **overrides}


def texts(cells: pd.Series) -> list[str]:
    return [cell.text for cell in cells]


def test_old_new_and_change_in_per_cent_are_numbers_that_read_as_the_reader_writes_them() -> None:
    frame = changes_frame(pd.DataFrame([row(1234, 980), row(384, 500), row(55, None)]))
    assert all(isinstance(cell, ShownNumber) for cell in frame["Số mới"])
    assert texts(frame["Số mới"].sort_values()) == ["55 trạm", "384 trạm", "1.234 trạm"]
    assert texts(frame["Số cũ"].sort_values()) == ["500 trạm", "980 trạm", ""]
    assert texts(frame["%"].sort_values()) == ["−23,2 %", "+25,9 %", ""]
    assert texts(frame["Nguồn khác ghi"]) == ["", "", ""]


def test_what_an_undo_leaves_sorts_by_size_and_nothing_comes_last() -> None:
    told = pd.DataFrame(
        [
            {**row(1234, None), "value_after": 980.0, "qualifier_after": "exact"},
            {**row(384, None), "value_after": None, "qualifier_after": "exact"},
        ]
    )
    frame = effect_frame(told)
    assert texts(frame["Đang hiển thị"].sort_values()) == ["384 trạm", "1.234 trạm"]
    assert texts(frame["Sau đó"].sort_values()) == ["980 trạm", "không còn số"]
