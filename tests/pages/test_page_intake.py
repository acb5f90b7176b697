"""What both intake pages share: files that stay, files that change the page, questions, undo."""

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from test_page_opens import address, as_shown, unbroken, using, visit
from test_page_upload import STAFF, bts, button, choice, drop, publish, said, table

from kpi.ingest import door
from kpi.model import Locator, Person, Problem
from kpi.model.figures import ColumnRead, Stated

OTHER = Person("hoa", "staff", "Hoa")
APPROVER = Person("minh", "approver", "Minh")
UNCLEAR = table("Bắc Ninh;2022;Tỷ lệ hộ có kết nối Internet;1.301")


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An empty store, and a clerk who has signed in."""
    monkeypatch.setattr("kpi.ui.sign_in.current_person", lambda: STAFF)
    with using(tmp_path / "kpi.duckdb"):
        yield


Reader = Callable[..., None]


@pytest.fixture
def reading(monkeypatch: pytest.MonkeyPatch) -> Reader:
    """Has the table reader give something besides: fields of its reading."""

    def give(
        problems: tuple[Problem, ...] = (),
        columns: tuple[ColumnRead, ...] = (),
        stated: Stated = Stated(),  # noqa: B008 - frozen
    ) -> None:
        read_file = door.read

        def read(*told: object, **named: object) -> door.Read:
            given = named["answers"]
            assert isinstance(given, Mapping)
            found = read_file(*told, **named)  # type: ignore[arg-type]
            still = tuple(p for p in problems if p.question not in given)
            asked = (*found.reading.problems, *still)
            told_of = replace(found.reading, problems=asked, columns=columns, stated=stated)
            return replace(found, reading=told_of)

        monkeypatch.setattr(door, "read", read)

    return give


def given(at: AppTest) -> dict[str, str]:
    """The answers of the one file."""
    (answers,) = at.session_state["visit"].answers.values()
    return dict(answers)


def one(at: AppTest, kind: str, beginning: str) -> object:
    (found,) = [e for e in at.get(kind) if str(e.key).startswith(beginning)]
    return found


def again(at: AppTest, page: str = "upload") -> AppTest:
    """The page as the browser loads it anew: another session, the same address."""
    return visit(page, f"visit={address(at)['visit']}")


def word(*lines: str) -> bytes:
    """The least of a Word file."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as parts:
        parts.writestr("[Content_Types].xml", "<Types/>")
        parts.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>',
        )
    return kept.getvalue()


# What stays


def test_a_reload_keeps_the_file_its_answers_and_what_was_written() -> None:
    at = drop(("a.csv", UNCLEAR))
    choice(at, "question-").set_value(".")
    at = unbroken(at.run())
    at.text_input[0].set_value("Niên giám")
    at = again(unbroken(at.run()))
    assert [h.value.replace("\\", "") for h in at.header] == ["a.csv"]
    assert at.text_input[0].value == "Niên giám"
    assert button(at).label == "Công bố 1 số liệu"
    assert not button(at).disabled


def test_a_visit_is_never_another_persons(monkeypatch: pytest.MonkeyPatch) -> None:
    at = drop(("a.csv", UNCLEAR))
    monkeypatch.setattr("kpi.ui.sign_in.current_person", lambda: OTHER)
    assert not again(at).header


def test_another_person_in_the_same_tab_begins_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    at = drop(("a.csv", UNCLEAR))
    monkeypatch.setattr("kpi.ui.sign_in.current_person", lambda: OTHER)
    at = unbroken(at.run())
    assert not at.header
    assert "visit" not in at.query_params


def test_a_file_that_is_taken_away_takes_its_answers_along() -> None:
    at = drop(("a.csv", UNCLEAR))
    choice(at, "question-").set_value(".")
    at = unbroken(at.run())
    one(at, "button", "remove-").click()
    at = unbroken(at.run())
    assert not at.header
    assert "visit" not in at.query_params
    at.file_uploader[0].set_value([("a.csv", UNCLEAR, "text/csv")])
    assert choice(unbroken(at.run()), "question-")


def test_decisions_about_a_report_outlive_a_reload() -> None:
    at = visit("reports")
    text = "UBND TỈNH HÀ NAM\n\nBÁO CÁO\nKết quả năm 2022\n\nToàn tỉnh có 1.204 trạm BTS."
    at.text_area[0].set_value(text)
    one(at, "button", "read-pasted").click()
    at = unbroken(at.run())
    one(at, "button", "refuse-").click()
    at = again(unbroken(at.run()), "reports")
    assert one(at, "button", "show-").label.startswith("✕")


def test_nothing_is_previewed_twice_for_one_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    from kpi.publish import preview

    counted: list[object] = []

    def counting(*told: object) -> object:
        counted.append(told)
        return preview(*told)  # type: ignore[arg-type]

    monkeypatch.setattr("kpi.ui.intake.preview.preview", counting)
    at = drop(("a.csv", UNCLEAR))
    at = unbroken(unbroken(at.run()).run())
    assert len(counted) == 1
    choice(at, "question-").set_value(".")
    unbroken(unbroken(at.run()).run())
    assert len(counted) == 2


# The other page


def test_a_word_file_on_the_table_page_goes_to_the_reports_with_its_content() -> None:
    at = visit("upload")
    data = word("BÁO CÁO", "Kết quả năm 2022", "Toàn tỉnh Hà Nam có 1.204 trạm BTS.")
    at.file_uploader[0].set_value([("bao_cao.docx", data, "application/docx")])
    at = unbroken(at.run())
    assert at.title[0].value == "Trích số liệu từ báo cáo"
    assert "bao_cao.docx** là văn bản nên được mở ở trang này" in said(at)
    assert [b for b in at.button if str(b.key).startswith("show-")]


def test_a_table_on_the_reports_page_goes_to_the_tables_with_its_content() -> None:
    at = visit("reports")
    at.file_uploader[0].set_value([("a.csv", table(bts("Bắc Ninh", 1699)), "text/csv")])
    at = unbroken(at.run())
    assert at.title[0].value == "Cập nhật số liệu"
    assert [h.value.replace("\\", "") for h in at.header] == ["a.csv"]


def test_of_files_of_both_kinds_the_page_keeps_its_own_and_leads_to_the_others() -> None:
    data = word("BÁO CÁO", "Kết quả năm 2022")
    at = drop(("a.csv", table(bts("Bắc Ninh", 1699))), ("b.docx", data))
    assert at.title[0].value == "Cập nhật số liệu"
    assert "b.docx** là văn bản; được giữ ở trang Trích từ báo cáo" in said(at)


def test_a_text_goes_where_its_content_belongs_and_back_where_the_clerk_says() -> None:
    at = visit("upload")
    at.file_uploader[0].set_value([("a.txt", "Toàn tỉnh có 9 trạm.".encode(), "text/plain")])
    at = unbroken(at.run())
    assert at.title[0].value == "Trích số liệu từ báo cáo"
    one(at, "button", "move-").click()
    at.run()
    assert at.title[0].value == "Cập nhật số liệu"
    assert len(at.error) == 1  # no table, as the reader says
    one(at, "button", "move-").click()
    at = unbroken(at.run())
    assert at.title[0].value == "Trích số liệu từ báo cáo"


# Questions


def problem(**overrides: object) -> Problem:
    base = Problem("a-code", "question", Locator("cell", cell="B2"), "9", "Hỏi gì đó.", "")
    return replace(base, **overrides)  # type: ignore[arg-type]


NO_PERIOD = problem(
    code="no-period",
    message="Tệp không ghi kỳ số liệu.",
    question="period|file",
    entry="period",
)
NO_AREA = problem(
    code="no-area",
    message="Tệp không ghi tỉnh.",
    question="area|file",
    entry="area",
)


def test_a_missing_period_is_asked_once_for_the_file(reading: Reader) -> None:
    reading((NO_PERIOD, NO_PERIOD))
    at = drop(("a.csv", table(bts("Bắc Ninh", 1699))))
    assert button(at).disabled
    field = one(at, "selectbox", "question-")
    latest = field.options[0]
    field.set_value(latest)
    at = unbroken(at.run())
    assert given(at) == {"period|file": latest}
    assert not button(at).disabled


@pytest.mark.parametrize(
    ("typed", "key"),
    [("6 tháng đầu năm 2024", "2024-H1"), ("quý III/2024", "2024-Q3"), ("hồi đó", "")],
)
def test_a_period_is_taken_as_it_is_typed_or_not_at_all(typed: str, key: str) -> None:
    from kpi.ui.intake.periods import key_of

    assert key_of(typed) == key


def test_a_missing_province_is_mine_with_one_press(reading: Reader) -> None:
    reading((NO_AREA,))
    at = visit("upload", "mine=vn34:24")
    at.file_uploader[0].set_value([("a.csv", table(bts("Bắc Ninh", 1699)), "text/csv")])
    at = unbroken(at.run())
    yes = one(at, "button", "yes-")
    # The figures are of 2022, when there were 63; the province of the name comes first.
    assert yes.label == "Đúng, Bắc Ninh (cũ)"
    yes.click()
    assert given(unbroken(at.run())) == {"area|file": "vn63:27"}


def test_equal_questions_are_one() -> None:
    from kpi.ui.intake.questions import groups

    first = problem(question="unit|B", options=("a", "b"), cells=("B2", "B3"))
    second = replace(first, cells=("B4",))
    ((merged,),) = groups([first, second])
    assert merged.cells == ("B2", "B3", "B4")


def test_questions_of_one_group_are_accepted_together(reading: Reader) -> None:
    names = (("Bac Ninh", "vn63:27"), ("Ha Nam", "vn63:35"))
    reading(
        tuple(
            problem(
                as_written=name,
                question=f"area|{name}",
                options=(key,),
                labels=((name, name),),
                group="area-without-marks",
            )
            for name, key in names
        )
    )
    at = drop(("a.csv", table(bts("Bắc Ninh", 1699))))
    accept = one(at, "button", "accept-")
    assert accept.label == "Chấp nhận tất cả 2 gợi ý"
    accept.click()
    at = unbroken(at.run())
    assert given(at) == {"area|Bac Ninh": "vn63:27", "area|Ha Nam": "vn63:35"}
    assert "Đã trả lời 2 câu" in said(at)
    one(at, "button", "again-").click()
    assert given(unbroken(at.run())) == {}


def test_one_choice_answers_a_whole_group(reading: Reader) -> None:
    reading(
        tuple(
            problem(
                question=f"share|{letters}",
                options=("fraction", "percent"),
                group="share",
            )
            for letters in "BC"
        )
    )
    at = drop(("a.csv", table(bts("Bắc Ninh", 1699))))
    choice(at, "group-").set_value("percent")
    assert given(unbroken(at.run())) == {"share|B": "percent", "share|C": "percent"}


def test_a_group_asks_in_the_words_of_each_and_its_options_say_what_they_make(
    reading: Reader,
) -> None:
    asked = (("unit|C", "Viễn thông: tiền gì?", "1.250"), ("unit|D", "Bưu chính: tiền gì?", "85"))
    reading(
        tuple(
            problem(
                question=question,
                message=message,
                options=("ty", "skip"),
                labels=((f"{first} tỷ đồng", ""), ("Bỏ qua", "")),
            )
            for question, message, first in asked
        )
    )
    at = drop(("a.csv", table(bts("Bắc Ninh", 1699))))
    assert "Viễn thông: tiền gì?" in said(at)
    assert "Bưu chính: tiền gì?" in said(at)
    assert [as_shown(option) for option in choice(at, "group-").options] == [
        "1.250 tỷ đồng; 85 tỷ đồng",
        "Bỏ qua",
    ]


def test_the_options_of_a_question_are_shown_as_they_are(reading: Reader) -> None:
    name = "*bản* $1$ [x](https://evil.example)"
    reading((problem(question="a", options=("x", "y"), labels=((name, name), ("Không", "No"))),))
    buttons = choice(drop(("a.csv", table(bts("Bắc Ninh", 1699)))), "question-")
    assert [as_shown(option) for option in buttons.options] == [name, "Không"]
    assert "](https" not in buttons.options[0]


def test_an_option_of_a_group_keeps_its_words_where_others_are_not_common(
    reading: Reader,
) -> None:
    reading(
        tuple(
            problem(
                question=f"indicator|{own}",
                options=(own, "skip"),
                labels=((f"Chỉ tiêu {own}", ""), ("Bỏ qua", "")),
                group="unknown",
            )
            for own in "ab"
        )
    )
    at = drop(("a.csv", table(bts("Bắc Ninh", 1699))))
    assert list(choice(at, "group-").options) == ["Bỏ qua"]


def test_few_cells_are_named_and_many_are_counted() -> None:
    from kpi.ui.intake.questions import place

    sheet = Locator("cell", sheet="S", cell="B2")
    assert place(problem(locator=sheet, cells=("B2", "C2"))) == "S B2, C2"
    assert place(problem(locator=sheet, cells=("B2", "B3", "B4", "B5"))) == "S B2 … (4 ô)"
    # The title of a whole table is not what its first cell says.
    assert place(problem(locator=sheet, entry="period")) == "S"


def test_doubts_are_confirmed_by_reason_with_the_evidence_beside(reading: Reader) -> None:
    far = [
        problem(
            code="far-off",
            message="Xa mức của cột.",
            question=f"far|{cell}",
            labels=(("trung vị của cột: 52,1", "median of the column: 52.1"),),
        )
        for cell in ("B2", "B3")
    ]
    other = problem(code="not-whole", message="Có số lẻ.", question="whole|C2")
    reading((*far, other))
    at = drop(("a.csv", table(bts("Bắc Ninh", 1699))))
    boxes = [b for b in at.checkbox if str(b.key).startswith("confirm-")]
    assert len(boxes) == 2
    assert "trung vị của cột: 52,1" in said(at)
    boxes[0].check()
    at = unbroken(at.run())
    assert "Còn 1 câu hỏi" in said(at)


# Columns


COLUMN = ColumnRead("Sheet1", "D", "Số trạm", "bts_stations", "tram", "2022", "actual")


def test_a_column_is_overruled_and_taken_back(reading: Reader) -> None:
    from kpi.ui.upload.columns import question_of

    assert question_of(COLUMN, "status") == "column|Sheet1|D|status"
    reading(columns=(COLUMN,))
    at = drop(("a.csv", table(bts("Bắc Ninh", 1699))))
    assert "**D** “Số trạm” → Trạm BTS · " in said(at)
    assert "2022 · thực hiện" in said(at)
    (file,) = at.session_state["visit"].files["tables"]
    at.session_state[f"column-{file}-0"] = True
    at = unbroken(at.run())
    one(at, "selectbox", "column-status-").set_value("plan")
    at = unbroken(at.run())
    assert given(at) == {"column|Sheet1|D|status": "plan"}
    one(at, "button", "columns-reset-").click()
    assert given(unbroken(at.run())) == {}


# Who can undo


def test_who_can_undo_is_said_before_and_after(monkeypatch: pytest.MonkeyPatch) -> None:
    from kpi.accounts import people
    from kpi.accounts.people import CONSOLE
    from kpi.ui.data import open_store

    people.add(open_store(), "minh", "approver", password=None, by=CONSOLE, display="Minh")
    file = ("a.csv", table(bts("Bắc Ninh", 1699)))
    assert "hoàn tác được ở trang Lịch sử, bởi: Minh." in said(drop(file))
    at = publish(file)
    assert "Đã công bố lô 1. Công bố rồi vẫn hoàn tác được ở trang Lịch sử, bởi: Minh." in said(at)
    monkeypatch.setattr("kpi.ui.sign_in.current_person", lambda: APPROVER)
    further = ("b.csv", table(bts("Hà Nội", 1699)))
    assert "ở trang Lịch sử, bởi: anh, chị và người duyệt khác" in said(drop(further))


# The document


def test_the_form_is_filled_with_what_the_table_says_of_itself(reading: Reader) -> None:
    from kpi.ui.data import open_store

    reading(stated=Stated("Số liệu hạ tầng số", "Sở KH&CN Bắc Ninh", "15/BC-SKHCN", "2023-01-20"))
    at = drop(("a.csv", table(bts("Bắc Ninh", 1699))))
    fields = {str(t.key).rpartition("-")[0]: t.value for t in at.text_input}
    assert fields["title"] == "Số liệu hạ tầng số"
    assert fields["published_on"] == "20/01/2023"
    button(at).click()
    unbroken(at.run())
    (source,) = open_store().sources().to_dict("records")
    assert (source["publisher"], source["note"]) == ("Sở KH&CN Bắc Ninh", "15/BC-SKHCN")
    assert source["published_on"] == "2023-01-20"


def test_a_date_that_cannot_be_read_keeps_a_table_back() -> None:
    at = drop(("a.csv", table(bts("Bắc Ninh", 1699))))
    one(at, "text_input", "published_on-").set_value("hôm qua")
    at.run()
    assert "Ngày công bố không đọc được" in at.error[0].value
    assert button(at).disabled
