"""The API: what it answers, page by page; a wrong question is told what is wrong with it."""

from collections.abc import Callable
from datetime import datetime, time, timedelta

import pytest
from builders import obs, source, tell
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openapi_spec_validator import validate
from starlette.testclient import TestClient

from kpi.catalogue import Catalogue
from kpi.store import Store
from kpi.ui.day import today

Serve = Callable[[Store], TestClient]
V1 = "/api/v1"
PATHS = ("indicators", "areas", "observations", "ranking", "sources", "sdmx/structure")


def rows(api: TestClient, path: str) -> list[dict[str, object]]:
    answer = api.get(f"{V1}/{path}")
    assert answer.status_code == 200, answer.text
    told: list[dict[str, object]] = answer.json()["rows"]
    return told


def test_indicators_and_areas_are_those_of_the_catalogue(
    api: TestClient, catalogue: Catalogue
) -> None:
    assert [one["id"] for one in rows(api, "indicators")] == list(catalogue.indicators)
    assert len(rows(api, "areas?scheme=vn34")) == 34
    (new,) = [a for a in rows(api, "areas?scheme=vn34&lang=en") if a["area"] == "vn34:24"]
    assert (new["name"], new["predecessors"]) == ("Bac Ninh", ["vn63:24", "vn63:27"])


def test_an_observation_names_its_area_value_and_source(api: TestClient) -> None:
    (one,) = rows(api, "observations?indicator=bts_stations&area=vn63:72&period=2020")
    assert (one["area"], one["indicator"], one["period"]) == ("vn63:72", "bts_stations", "2020")
    assert (one["value"], one["unit"], one["status"]) == (1699.0, "trạm", "actual")
    told = one["source"]
    assert isinstance(told, dict) and told["title"]


def test_of_one_indicator_period_and_scheme_stands_what_the_page_shows(api: TestClient) -> None:
    where = "observations?indicator=dti_score&period=2022&scheme=vn34"
    told = rows(api, where)
    assert len(told) == 34
    assert all(row["parts"] for row in told)
    assert rows(api, f"{where}&as_told=1") == []


def test_pages_follow_each_other_to_the_end_and_no_row_is_lost(api: TestClient) -> None:
    first = api.get(f"{V1}/observations?limit=900&sort=oldest").json()
    found, after = first["rows"], first["next"]
    while after:
        page = api.get(f"{V1}/observations{after}").json()
        found, after = found + page["rows"], page["next"]
    assert len({row["obs_id"] for row in found}) == len(found) == first["total"]
    behind = api.get(f"{V1}/observations?cursor=999999").json()
    assert (behind["rows"], behind["next"]) == ([], None)


@pytest.mark.parametrize("form", ["json", "csv", "sdmx-csv"])
def test_every_form_names_the_page_that_follows(api: TestClient, form: str) -> None:
    where = f"{V1}/observations?indicator=dti_score&format={form}&limit=100"
    first = api.get(where)
    after = first.links["next"]["url"]
    assert "cursor=100" in after
    assert api.get(f"{V1}/observations{after}").content != first.content
    assert "link" not in api.get(f"{V1}/observations?indicator=bts_stations&format={form}").headers


@pytest.mark.parametrize(("order", "descends"), [("largest", True), ("smallest", False)])
def test_what_stands_is_sorted_as_asked(api: TestClient, order: str, descends: bool) -> None:
    told = rows(api, f"observations?indicator=dti_score&period=2024&scheme=vn34&sort={order}")
    values = [float(str(row["value"])) for row in told]
    assert values == sorted(values, reverse=descends)
    top = rows(
        api, f"observations?indicator=dti_score&period=2024&scheme=vn34&sort={order}&limit=3"
    )
    assert [row["area"] for row in top] == [row["area"] for row in told[:3]]


def test_an_open_end_leaves_nothing_out(api: TestClient) -> None:
    whole = api.get(f"{V1}/observations?limit=1").json()["total"]
    assert api.get(f"{V1}/observations?limit=1&to=9999").json()["total"] == whole


def test_sdmx_refuses_what_has_several_figures_a_key(api: TestClient) -> None:
    assert api.get(f"{V1}/observations?every=1&format=sdmx-csv").status_code == 400


def test_an_answer_that_has_not_changed_is_not_sent_again(api: TestClient) -> None:
    where = f"{V1}/ranking?indicator=dti_score&period=2022"
    first = api.get(where)
    again = api.get(where, headers={"If-None-Match": f'W/"x", {first.headers["etag"]}'})
    assert (again.status_code, again.content) == (304, b"")
    other = api.get(f"{where}&scheme=vn34", headers={"If-None-Match": first.headers["etag"]})
    assert other.status_code == 200
    assert api.head(where).content == b""


def test_a_count_with_a_missing_predecessor_says_how_many_and_has_no_rank(
    store: Store, serve: Serve
) -> None:
    told = [("vn63:24", 2105), ("vn63:01", 9000)]
    tell(store, *(obs(a, area=a, indicator="bts_stations", value=v) for a, v in told),
         sources=(source(),))  # fmt: skip
    answer = serve(store).get(f"{V1}/ranking?indicator=bts_stations&period=2022&scheme=vn34").json()
    (partial,) = answer["partial"]
    assert (partial["area"], partial["told"]) == ("vn34:24", "1/2")
    assert "vn34:24" not in {row["area"] for row in answer["rows"]}


def test_a_past_day_is_answered_from_the_store_of_that_day(store: Store, serve: Serve) -> None:
    for place, value in enumerate((1699, 1911)):
        tell(store, obs(f"o{value}", area="vn63:72", indicator="bts_stations", value=value),
             sources=(source(),))  # fmt: skip
        at = datetime.combine(today() - timedelta(days=60 - 30 * place), time(5))
        with store.transaction() as cursor:
            cursor.execute("update batch set recorded_at = ? where batch_id = ?", [at, place + 1])
            cursor.execute(
                "update batch_event set happened_at = ? where batch_id = ?", [at, place + 1]
            )
    day = (today() - timedelta(days=40)).isoformat()
    api = serve(store)
    for path in (
        "observations?indicator=bts_stations",
        "ranking?indicator=bts_stations&period=2022",
    ):
        assert [r["value"] for r in rows(api, f"{path}&as_of={day}")] == [1699]
        assert [r["value"] for r in rows(api, path)] == [1911]
    told = api.get(f"{V1}/observations?format=csv&as_of={day}").text
    assert "1699.0" in told and "1911" not in told


def test_a_figure_tells_the_place_it_is_printed_and_what_else_was_told(api: TestClient) -> None:
    (one,) = rows(api, "observations?indicator=bts_stations&area=vn63:72&period=2020")
    figure = api.get(f"{V1}/figures/{one['obs_id']}").json()
    assert figure["value"] == one["value"]
    assert figure["shown"] is True
    assert figure["place"]["kind"] in ("cell", "text", "none")
    document = api.get(f"{V1}/sources/{one['source_id']}").json()
    assert document["title"] == one["source"]["title"]  # type: ignore[index]
    assert document["figures"] >= 1
    assert document in api.get(f"{V1}/sources").json()["rows"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("observations?indicatr=x", 400),
        ("observations?indicator=no_such", 404),
        ("observations?area=vn63:99", 404),
        ("observations?period=2024-H3", 400),
        ("observations?limit=20000", 400),
        ("observations?limit=-1", 400),
        ("observations?cursor=abc", 400),
        ("observations?format=xml", 400),
        ("observations?as_of=gestern", 400),
        ("observations?as_of=2999-01-01", 400),
        ("observations?scheme=vn35", 400),
        ("observations?region=1", 400),
        ("observations?lang=vi&lang=en", 400),
        ("ranking?indicator=dti_score", 400),
        ("ranking?indicator=dti_score,dti_rank&period=2022", 400),
        ("ranking?indicator=dti_score&period=2022&scheme=vn", 400),
        ("sources/none", 404),
        ("figures/none", 404),
        ("figures/..%2F..%2Fetc%2Fpasswd", 404),
    ],
)
def test_a_wrong_question_is_told_what_is_wrong(api: TestClient, path: str, status: int) -> None:
    answer = api.get(f"{V1}/{path}")
    assert answer.status_code == status
    if answer.headers["content-type"] == "application/problem+json":
        assert answer.json()["status"] == status
        assert answer.json()["title"]
    else:  # a path with a slash is no path of the API
        assert "passwd" in path


def test_what_is_wrong_is_said_in_the_language_asked_for(api: TestClient) -> None:
    vi, en = (api.get(f"{V1}/figures/none?lang={lang}").json()["title"] for lang in ("vi", "en"))
    assert "Không có" in vi
    assert vi != en and en.startswith("There is no")


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_nothing_is_written(api: TestClient, method: str) -> None:
    answer = getattr(api, method)(f"{V1}/observations")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("accept", "status"),
    [("text/html", 406), ("text/csv", 406), ("application/json", 200), ("application/*", 200),
     ("text/html, */*;q=0.8", 200), ("", 200)],
)  # fmt: skip
def test_a_kind_of_answer_that_is_not_taken_is_not_sent(
    api: TestClient, accept: str, status: int
) -> None:
    assert api.get(f"{V1}/areas", headers={"accept": accept}).status_code == status


@given(
    path=st.sampled_from([*PATHS, "sources/x", "figures/x"]),
    asked=st.dictionaries(
        st.one_of(
            st.sampled_from(["indicator", "area", "scheme", "period", "limit", "cursor", "as_of",
                             "from", "to", "status", "flag", "sort", "format", "region", "lang"]),
            st.text(max_size=8),
        ),
        st.one_of(st.text(max_size=30), st.sampled_from(["dti_score", "vn34", "2022", "0", "1"])),
        max_size=5,
    ),
)  # fmt: skip
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_question_makes_the_program_fail(
    path: str, asked: dict[str, str], api: TestClient
) -> None:
    assert api.get(f"{V1}/{path}", params=asked).status_code in (200, 400, 404)


def test_readiness_is_a_read_of_the_store(api: TestClient) -> None:
    assert api.get("/readyz").json()["status"] == "ready"


def test_the_description_is_a_valid_openapi_document_of_every_route(api: TestClient) -> None:
    document = api.get(f"{V1}/openapi.json").json()
    validate(document)
    described = {path for path in document["paths"] if path not in ("/healthz", f"{V1}/search")}
    assert described == {route.path for route in api.app.routes}  # type: ignore[attr-defined]


def test_every_example_of_the_description_answers(api: TestClient) -> None:
    document = api.get(f"{V1}/openapi.json").json()
    for path, told in document["paths"].items():
        if "{" in path or path in ("/healthz", f"{V1}/search"):
            continue
        for one in told["get"].get("parameters", ()):
            needed = {
                p["name"]: p["example"] for p in told["get"]["parameters"] if p.get("required")
            }
            if "example" in one:
                asked = {**needed, one["name"]: one["example"]}
                assert api.get(path, params=asked).status_code == 200, (path, asked)


def test_the_csv_is_disarmed_and_has_the_values_of_the_json(api: TestClient) -> None:
    where = f"{V1}/observations?indicator=dti_score&period=2022&scheme=vn63"
    lines = api.get(f"{where}&format=csv").text.splitlines()
    values = [row["value"] for row in api.get(where).json()["rows"]]
    place = lines[0].split(",").index("value")
    assert [float(line.split(",")[place]) for line in lines[1:]] == values


def test_a_formula_in_a_document_does_not_run(store: Store, serve: Serve) -> None:
    tell(store, obs("a", indicator="bts_stations"), sources=(source(title="=1+1"),))
    api = serve(store)
    for form in ("csv", "sdmx-csv"):
        assert ",'=1+1," in api.get(f"{V1}/observations?format={form}").text
