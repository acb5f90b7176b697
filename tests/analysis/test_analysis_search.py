"""A typed question finds what it names, however it is typed, and nobody leads among few."""

from collections.abc import Sequence
from datetime import date

import pytest
from builders_analysis import BAC_NINH_NEW, CATALOGUE, OLD, add, figure, shipped, store_of

from kpi.analysis.ranking import FEW, rank_areas
from kpi.analysis.search import LONGEST, MOST, Answer, Context, Found, search
from kpi.analysis.search.names import Names, one_letter_off
from kpi.analysis.search.question import Question, read_question
from kpi.analysis.search.words import token_list
from kpi.language.spelling import plain, unmarked
from kpi.model import Area, Indicator, Lang, Period
from kpi.store import Store
from kpi.wording import former_name

TODAY = date(2026, 11, 30)
PROVINCES = [*CATALOGUE.areas_of("vn63"), *CATALOGUE.areas_of("vn34")]
BTS, DTI, TEAMS = "bts_stations", "dti_score", "community_digital_teams"
# "Lower is better": where a hamlet lacks a signal, and the people one postal point serves.
NO_SIGNAL = "hamlets_without_signal"


def read(text: str) -> Question:
    return read_question(text, CATALOGUE.once(Names), TODAY)


def ask(
    text: str, store: Store | None = None, lang: Lang = "vi", before: Context | None = None
) -> Found:
    """The answers over a store, that of the shipped figures when None."""
    store = shipped() if store is None else store
    return search(store, CATALOGUE, text, lang, before or Context(), TODAY)


def keys(question: Question) -> set[str]:
    """The areas a question names."""
    return {key for place in question.places for key in place.keys}


def meant(text: str) -> str:
    """The indicator that a question names first, "" for none."""
    matches = read(text).indicators
    return matches[0].indicator if matches else ""


def kinds(found: Found) -> list[str]:
    return [answer.kind for answer in found.answers]


def first(text: str, **known: object) -> Answer:
    return ask(text, **known).answers[0]  # type: ignore[arg-type]


def stations(count: int, indicator: str = BTS, period: str = "2022") -> Store:
    """A store in which so many of the 63 report 100, 200, 300 …"""
    told = [figure(key, indicator, period, 100 * n) for n, key in enumerate(OLD[:count], 1)]
    return store_of(*told)


# Names


@pytest.mark.parametrize("area", PROVINCES, ids=lambda area: area.key)
def test_every_province_is_found_by_each_of_its_names_however_typed(area: Area) -> None:
    names = (area.name_vi, area.name_en, *area.aliases)
    for name in names:
        bare = unmarked(name)
        for typed in (name, name.upper(), bare.lower(), plain(name).replace(" ", "")):
            question = read(f"{typed} ")
            assert area.key in keys(question), typed
            assert (question.indicators, question.unread) == ((), ()), typed


@pytest.mark.parametrize("area", PROVINCES, ids=lambda area: area.key)
def test_every_province_is_found_behind_its_title_and_between_other_words(area: Area) -> None:
    name = unmarked(area.name_vi).lower()
    for text in (f"tinh {name} dti 2023", f"dti {name} 2023", f"2023 dti cua {name}"):
        question = read(text)
        assert area.key in keys(question), text
        assert [p.key for p in question.periods] == ["2023"]
        assert meant(text) == DTI


@pytest.mark.parametrize("indicator", CATALOGUE.indicators.values(), ids=lambda i: i.id)
def test_every_indicator_is_found_by_its_names_without_diacritics(indicator: Indicator) -> None:
    for name in (indicator.name_vi, indicator.name_en):
        assert meant(unmarked(name).lower()) == indicator.id
    # A short name or a phrase may be that of a neighbour too.
    short = (indicator.short_vi, indicator.short_en, *indicator.phrases)
    for name in filter(None, short):
        near = [m.indicator for m in read(f"{unmarked(name).lower()} ").indicators[:3]]
        assert indicator.id in near, name


@pytest.mark.parametrize(
    ("typed", "indicator"),
    [
        ("tram bts", BTS),
        ("bts tram", BTS),
        ("to cong nghe", TEAMS),
        ("tổ CNSCĐ", TEAMS),
        ("dvc toan trinh", "public_services_full_online_count"),
        ("ti le ho gd co internet", "household_internet_rate"),
        ("wifi cong cong", "public_wifi_points"),
        ("hạng dti", "dti_rank"),
        ("muc do 4", "public_services_level4_count"),
        ("tram bst", BTS),
    ],
)
def test_an_indicator_is_found_by_what_people_call_it(typed: str, indicator: str) -> None:
    assert meant(typed) == indicator


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("sai gon", "TP. Hồ Chí Minh"),
        ("TPHCM", "TP. Hồ Chí Minh"),
        ("hue", "Huế"),
        ("vung tau", "Bà Rịa - Vũng Tàu"),
        ("BN bts", "Bắc Ninh"),
        ("bac nimh bts", "Bắc Ninh"),
        ("quang nih dti", "Quảng Ninh"),
        ("bac ni", "Bắc Ninh"),
        ("Điện Biên", "Điện Biên"),
    ],
)
def test_a_place_is_found_by_initials_a_beginning_or_with_a_wrong_letter(
    typed: str, named: str
) -> None:
    assert [place.name for place in read(typed).places] == [named]


def test_a_wrong_letter_is_said() -> None:
    assert ask("bac nimh bts").notes[0] == "“bac nimh” đọc là Bắc Ninh."
    assert "“bst” đọc là Trạm BTS." in ask("tram bst").notes


def test_initials_of_several_provinces_are_all_offered() -> None:
    found = ask("dn dti 2023")
    assert {a.parts[0] for a in found.answers if a.kind == "figure"} == {
        "Đà Nẵng (cũ)", "Đắk Nông (cũ)", "Đồng Nai (cũ)",
    }  # fmt: skip
    assert "Đà Nẵng / Đắk Nông / Đồng Nai" in found.notes[0]


@pytest.mark.parametrize(
    ("one", "other", "off"),
    [
        ("ninh", "nimh", True),
        ("ninh", "nin", True),
        ("nin", "ninh", True),
        ("ninh", "nnih", True),
        ("ninh", "ninh", False),
        ("ninh", "binh", True),
        ("ninh", "bnih", False),
        ("ninh", "nn", False),
    ],
)
def test_one_letter_off_is_one_letter(one: str, other: str, *, off: bool) -> None:
    assert one_letter_off(one, other) is off


def test_the_order_of_words_does_not_matter() -> None:
    texts = ("bắc ninh bts 2025", "2025 bts bắc ninh", "BTS 2025 Bắc Ninh")
    one, *others = (ask(text) for text in texts)
    assert all(other == one for other in others)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("bts 6 tháng đầu năm 2025", "2025-H1"),
        ("2025 6 thang bts", "2025-H1"),
        ("quý 3/2024 bts", "2024-Q3"),
        ("bts năm nay", "2026"),
        ("bts năm ngoái", "2025"),
        ("bts 30/11/2023", "2023-11-30"),
    ],
)
def test_periods_are_read_as_in_reports(text: str, period: str) -> None:
    assert read(text).period == Period.of(period)
    assert meant(text) == BTS


# Figures


def test_place_indicator_and_year_give_the_figure_with_its_source() -> None:
    found = ask("bac ninh bts 2025")
    answer = found.answers[0]
    assert answer.label == "Bắc Ninh · Trạm BTS · 6T đầu/2025 = 3.957 trạm"
    row = shipped().figure(answer.obs_id)
    assert (row["area"], row["indicator"], row["value"]) == (BAC_NINH_NEW, BTS, 3957)
    assert answer.page == "ranking"
    assert answer.query == {
        "indicator": BTS, "period": "2025", "scheme": "vn34", "figure": answer.obs_id,
    }  # fmt: skip
    assert kinds(found)[1:4] == ["ranking", "trend", "profile"]
    assert found.answers[1].query == {"indicator": BTS, "period": "2025", "scheme": "vn34"}
    assert found.answers[3].label == "Hồ sơ Bắc Ninh"


@pytest.mark.parametrize("place", ["ha noi", "cao bang", "hue"])
def test_a_province_that_lives_on_unchanged_answers_from_the_boundaries_of_the_year(
    place: str,
) -> None:
    before = first(f"{place} dti 2022")
    assert before.query["scheme"] == "vn63"
    assert before.parts[0].endswith("(cũ)")
    now = first(f"{place} dti 2024")
    assert now.query["scheme"] == "vn34"
    assert not now.parts[0].endswith("(cũ)")


def test_an_old_province_is_always_called_the_former_one() -> None:
    for text in ("bac giang dti 2022", "bac ninh dti 2022", "bac ninh", "top dti 2022"):
        for answer in ask(text).answers:
            if answer.obs_id and "." not in answer.obs_id:
                area = CATALOGUE.area(shipped().figure(answer.obs_id)["area"])
                assert answer.parts[0].startswith(former_name(area, "vi")), (text, answer.label)


def test_an_old_province_leads_to_the_one_it_is_part_of_now() -> None:
    found = ask("bac giang bts 2025")
    assert found.answers[0].parts[0] == "Bắc Ninh"
    assert "Bắc Giang (cũ) nay thuộc Bắc Ninh." in found.notes


def test_asking_for_the_former_one_gives_it_alone() -> None:
    assert keys(read("bac ninh (cũ) dti 2022")) == {"vn63:27"}
    answers = ask("bac ninh cu dti 2024").answers
    assert {a.parts[0] for a in answers if a.kind == "figure"} == {"Bắc Ninh (cũ)"}


def test_no_figure_is_said_with_the_nearest_one_and_who_has() -> None:
    none, nearest, *_ = ask("bac ninh bts 2023").answers
    assert none.label == "Bắc Ninh · Trạm BTS 2023: chưa có số liệu"
    assert (nearest.kind, nearest.detail) == ("figure", "kỳ gần nhất")
    assert none.obs_id == ""


def test_a_sum_of_former_provinces_is_found_where_the_new_one_has_none() -> None:
    store = store_of(figure("vn63:24", BTS, "2022", 100), figure("vn63:27", BTS, "2022", 300))
    # The old province of the same name goes first; of it the figure is its own.
    assert first("bac ninh bts 2022", store=store).value == "300 trạm"
    only = store_of(*(figure(k, BTS, "2022", 100) for k in ("vn63:17", "vn63:25", "vn63:26")))
    rolled = first("phu tho bts 2022", store=only)
    assert rolled.value == "100 trạm"
    assert rolled.parts[0] == "Phú Thọ (cũ)"


def test_half_a_year_of_a_flow_is_not_told_as_the_year() -> None:
    store = store_of(figure("vn63:27", "telecom_revenue", "2022-H1", 1e12))
    answer = first("bac ninh doanh thu vien thong 2022", store=store)
    assert answer.parts[2] == "6T đầu/2022"
    assert answer.query["period"] == "2022-H1"


def test_targets_are_told_as_targets() -> None:
    store = store_of(figure("vn63:27", BTS, "2022", 500, obs_status="target"))
    answer = first("muc tieu bts bac ninh 2022", store=store)
    assert (answer.value, answer.query["status"]) == ("500 trạm", "target")
    assert "mục tiêu" in answer.detail
    assert first("bts bac ninh 2022", store=store).kind == "methods"


def test_what_is_only_compared_with_has_a_figure_and_no_ranking() -> None:
    found = ask("dan so hai phong 2023")
    assert [a.kind for a in found.answers[:2]] == ["figure", "methods"]
    assert found.answers[0].page == "methods"
    assert "ranking" not in kinds(found)


# Who leads


def test_the_first_follow_the_ranking() -> None:
    found = ask("dti 2023 top 5")
    rows = rank_areas(shipped(), CATALOGUE, DTI, Period.of("2023"), scheme="vn63").rows
    told = [a.obs_id for a in found.answers if a.kind == "leader"]
    assert told == rows["obs_id"].tolist()[:5]
    assert found.answers[0].parts[0].endswith("(cũ) 1/63")


def test_best_and_worst_follow_the_direction_highest_and_lowest_the_value() -> None:
    low = stations(10, NO_SIGNAL)  # lower is better
    values = [figure_value(a) for w in ("tốt nhất", "kém nhất", "cao nhất", "thấp nhất")
              for a in [first(f"thôn trắng sóng {w} 2022", store=low)]]  # fmt: skip
    assert values == [100, 1000, 1000, 100]
    high = stations(10)
    values = [figure_value(first(f"bts {w} 2022", store=high)) for w in ("dẫn đầu", "cuối bảng")]
    assert values == [1000, 100]


def figure_value(answer: Answer) -> float:
    return float(answer.value.split()[0].replace(".", ""))


def test_of_an_indicator_that_is_neither_good_nor_bad_the_value_decides_and_it_is_said() -> None:
    found = ask("thuê bao di động tốt nhất 2022", stations(9, "mobile_subscribers"))
    assert figure_value(found.answers[0]) == 900
    assert "không có chiều tốt, xấu" in found.notes[0]


def test_a_rank_is_highest_at_its_first_place() -> None:
    assert "hạng 1" in first("hạng dti cao nhất 2023").value


def test_ties_stand_in_a_fixed_order_and_say_that_they_are_ties() -> None:
    store = store_of(*(figure(key, BTS, "2022", 500) for key in reversed(OLD[:12])))
    found = ask("bts dẫn đầu 2022", store)
    told = [a for a in found.answers if a.kind == "leader"]
    names = [former_name(CATALOGUE.area(key), "vi") for key in OLD[:3]]
    assert [a.parts[0] for a in told] == [f"{name} 1=/12" for name in names]
    assert "12 tỉnh cùng giá trị 500 trạm" in found.notes[0]


@pytest.mark.parametrize("count", [1, FEW - 1])
@pytest.mark.parametrize("text", ["bts dẫn đầu 2022", "bts thấp nhất 2022", "top bts 2022"])
def test_nobody_leads_among_few(count: int, text: str) -> None:
    found = ask(text, stations(count))
    assert "leader" not in kinds(found)
    assert kinds(found).count("figure") == min(count, 5)
    assert f"Mới có {count}/63 tỉnh có số liệu" in found.notes[0]


def test_from_eight_on_somebody_does() -> None:
    assert kinds(ask("bts dẫn đầu 2022", stations(FEW)))[:3] == ["leader"] * 3


def test_a_misprint_does_not_lead() -> None:
    told = [figure(key, BTS, "2022", 1000 + n) for n, key in enumerate(OLD[:9])]
    store = store_of(*told, figure(OLD[20], BTS, "2022", 9_999_999))
    found = ask("bts cao nhất 2022", store)
    assert found.answers[0].value == "1.008 trạm"
    assert any("bất thường" in note for note in found.notes)


def test_the_first_of_a_region_are_of_that_region() -> None:
    found = ask("dong nam bo dti 2024 dan dau")
    region = {a.name_vi for a in CATALOGUE.areas_of("vn34", "DNB")}
    leaders = [a for a in found.answers if a.kind == "leader"]
    assert leaders
    assert {a.parts[0].rpartition(" ")[0] for a in leaders} <= region
    assert all(a.query["region"] == "DNB" for a in leaders)


# Who is missing


@pytest.mark.parametrize(
    "text",
    [
        "ai chưa báo cáo bts 2022",
        "tinh nao chua co bts 2022",
        "bts 2022 còn thiếu tỉnh nào",
        "missing bts 2022",
        "who has not reported bts 2022",
    ],
)
def test_who_has_not_reported_is_counted_and_named(text: str) -> None:
    answer = first(text, store=stations(60))
    assert answer.kind == "missing"
    assert answer.value.startswith("3/63")
    assert answer.detail == ", ".join(CATALOGUE.area(key).name_vi for key in OLD[60:])
    assert answer.query["period"] == "2022"


def test_a_year_in_which_nobody_reported_lacks_everybody() -> None:
    assert first("ai chưa báo cáo bts 2019", store=stations(10)).value == "63/63 tỉnh (cũ)"


# Alone


def test_a_place_alone_gives_its_profile_first_then_figures() -> None:
    found = ask("bắc ninh")
    assert found.answers[0].query == {"area": BAC_NINH_NEW}
    assert "figure" in kinds(found)
    assert found.answers[-1].label == "Hồ sơ Bắc Ninh (cũ)"


def test_an_indicator_alone_gives_its_ranking_trend_and_methods() -> None:
    found = ask("trạm bts")
    assert kinds(found)[:3] == ["ranking", "trend", "methods"]


def test_an_indicator_alone_tells_my_province_too() -> None:
    found = ask("trạm bts", before=Context(mine=BAC_NINH_NEW))
    assert found.answers[1].parts[0] == "Bắc Ninh"
    assert found.context.area == ""


def test_a_region_alone_compares_its_provinces() -> None:
    found = ask("tay nguyen")
    assert set(kinds(found)) == {"ranking"}
    assert all(a.query["region"] for a in found.answers)


# What follows


BEFORE = Context(indicator=BTS, area=BAC_NINH_NEW)


def test_a_year_alone_keeps_indicator_and_place_and_says_so() -> None:
    found = ask("2025", before=BEFORE)
    assert found.answers[0].label == "Bắc Ninh · Trạm BTS · 6T đầu/2025 = 3.957 trạm"
    assert set(found.notes) >= {"Giữ tỉnh: Bắc Ninh.", "Giữ chỉ tiêu: Trạm BTS."}


def test_another_place_keeps_the_indicator() -> None:
    found = ask("còn tây ninh", before=BEFORE)
    assert found.answers[0].parts[:2] == ("Tây Ninh", "Trạm BTS")
    assert found.context == Context(indicator=BTS, area="vn34:80")
    assert [a.kind for a in ask("tây ninh", before=BEFORE).answers[:2]] == ["profile", "figure"]


def test_an_explicit_word_wins() -> None:
    found = ask("ha noi dti 2024", before=BEFORE)
    assert found.answers[0].parts[:2] == ("Hà Nội", "Điểm DTI")
    assert found.notes == ()
    assert found.context == Context(indicator=DTI, area="vn34:01")


def test_who_leads_keeps_the_indicator_and_asks_of_all() -> None:
    found = ask("ai dẫn đầu 2022", stations(10), before=BEFORE)
    assert found.answers[0].kind == "leader"
    assert found.answers[0].parts[1] == "Trạm BTS"


def test_a_context_that_is_nowhere_is_passed_over() -> None:
    found = ask("2023", before=Context("nothing", "vn34:99", "x"))
    assert {a.kind for a in found.answers} == {"ranking"}
    assert "Chưa nêu chỉ tiêu" in found.notes[0]


def test_part_of_a_year_without_the_year_is_asked_about() -> None:
    assert "“6 thang” của năm nào?" in ask("bts 6 tháng").notes


# What is not understood


def test_nothing_found_is_said_with_similar_names() -> None:
    found = ask("xyzzy")
    assert (found.understood, found.notes) == (False, ("Không tìm thấy “xyzzy”.",))
    near = ask("bawcs ninhh")
    assert {a.kind for a in near.answers} <= {"suggestion", "profile", "figure"}
    assert any("Bắc Ninh" in a.label for a in near.answers)


def test_a_word_that_nothing_bears_is_said() -> None:
    found = ask("bts qwerty bac ninh 2025")
    assert found.answers[0].parts[:2] == ("Bắc Ninh", "Trạm BTS")
    assert "Không hiểu “qwerty”." in found.notes


@pytest.mark.parametrize(
    "text",
    ["", "   ", "?", "—", "'; drop table batch; --", "a" * 5000, "năm " * 2000, "bắc " * 500,
     "\u0000\u202e", "<script>alert(1)</script>", "2023 " * 100, "0" * 200, "😀"],
)  # fmt: skip
def test_any_text_has_a_bounded_answer(text: str) -> None:
    found = ask(text)
    assert len(found.answers) <= MOST
    assert ask(text + " " * LONGEST) is not None


def test_no_question_has_more_answers_than_a_list_holds() -> None:
    for text in ("dti", "dn dti", "bac", "internet", "ho so", "tỷ lệ", "dti ha noi hue da nang"):
        assert 0 < len(ask(text).answers) <= MOST, text


def test_the_same_view_is_offered_once() -> None:
    for text in ("ai chưa báo cáo bts 2025", "ha noi bts 2022", "bac ninh dti 2024"):
        views = [(a.page, tuple(sorted(a.query.items()))) for a in ask(text).answers]
        assert len(set(views)) == len(views)


# Languages, writes


@pytest.mark.parametrize(
    ("english", "vietnamese"),
    [
        ("bac ninh bts 2025", "bắc ninh bts 2025"),
        ("who leads dti 2024", "ai dẫn đầu dti 2024"),
        ("lowest dti 2023", "dti thấp nhất 2023"),
        ("missing bts 2025", "ai chưa báo cáo bts 2025"),
        ("households with internet 2024 ha noi", "hộ có kết nối internet 2024 hà nội"),
    ],
)
def test_english_asks_the_same(english: str, vietnamese: str) -> None:
    def views(answers: Sequence[Answer]) -> list[object]:
        return [(a.kind, a.page, dict(a.query)) for a in answers[:3]]

    assert views(ask(english).answers) == views(ask(vietnamese).answers)


def test_english_answers_are_english() -> None:
    for text in ("bac ninh bts 2023", "missing dti 2025", "dn bts", "xyzzy", "bts", "2023"):
        found = ask(text, lang="en")
        words = " ".join([*found.notes, *(f"{a.label} {a.detail}" for a in found.answers)])
        assert unmarked(words) == words, text


def test_what_was_worked_out_is_forgotten_with_the_next_write() -> None:
    store = store_of(figure("vn63:27", BTS, "2022", 300))
    assert first("bac ninh bts 2022", store=store).value == "300 trạm"
    add(store, [figure("vn63:27", BTS, "2022", 400)])
    assert first("bac ninh bts 2022", store=store).value == "400 trạm"


def test_an_empty_store_answers_with_pages(store: Store) -> None:
    for text in ("bac ninh bts 2025", "bts", "bac ninh", "ai dẫn đầu dti", "2023", "tay nguyen"):
        assert "figure" not in kinds(ask(text, store))
    assert kinds(ask("bac ninh bts", store))[0] == "methods"


def test_y_and_i_are_one_letter_where_they_sound_alike() -> None:
    assert token_list("Tỷ lệ kỹ năng") == token_list("ti le ki nang")
    assert token_list("Tây Ninh") == ["tay", "ninh"]
