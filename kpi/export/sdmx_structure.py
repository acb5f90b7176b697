"""The data structure of the SDMX export as SDMX-ML 2.1: dimensions, attributes, codelists."""

from collections.abc import Iterable

from lxml import etree

from kpi.catalogue import Catalogue
from kpi.export.sdmx import (
    AGENCY,
    ATTRIBUTES,
    DIMENSIONS,
    FLOW,
    FREQUENCIES,
    OBS_STATUSES,
    VERSION,
    code,
    unit_code,
)
from kpi.model import OBS_STATUSES as STATUSES
from kpi.model import QUALIFIERS
from kpi.wording import former_name, hedge, status_word

_BASE = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1"
_MES, _STR, _COM = (f"{{{_BASE}/{part}}}" for part in ("message", "structure", "common"))
_SPACES = {"mes": f"{_BASE}/message", "str": f"{_BASE}/structure", "com": f"{_BASE}/common"}
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_CONCEPTS = "CONCEPTS"
# Of this form of the structure: the same catalogue gives the same message.
_PREPARED = "2026-12-01T00:00:00"

Code = tuple[str, str, str]
"""Its id, its name in Vietnamese and in English."""

_FREQUENCY_WORDS = {
    "A": ("Năm", "Annual"),
    "S": ("Sáu tháng", "Half-yearly"),
    "Q": ("Quý", "Quarterly"),
    "M": ("Tháng", "Monthly"),
    "D": ("Ngày", "Daily"),
}
_STATUS_WORDS = {
    "A": ("Bình thường", "Normal value"),
    "E": ("Ước tính", "Estimated value"),
    "F": ("Dự kiến", "Forecast value"),
}
_CONCEPT_WORDS = {
    "FREQ": ("Tần suất", "Frequency"),
    "REF_AREA": ("Địa phương", "Reference area"),
    "INDICATOR": ("Chỉ tiêu", "Indicator"),
    "DATA_KIND": ("Loại số liệu", "Result, estimate, target or plan"),
    "TIME_PERIOD": ("Kỳ", "Time period"),
    "OBS_VALUE": ("Giá trị", "Observation value"),
    "UNIT_MEASURE": ("Đơn vị tính", "Unit of measure"),
    "OBS_STATUS": ("Trạng thái quan sát", "Observation status"),
    "QUALIFIER": ("Mức chính xác", "How firm the value is"),
    "COMPUTED": ("Gộp từ các tỉnh trước sắp xếp", "Rolled up from former provinces"),
    "DISPUTED": ("Các nguồn ghi khác nhau", "Sources disagree"),
    "IMPLAUSIBLE": ("Độ lớn bất thường", "Of unusual size"),
    "SOURCE": ("Tài liệu", "Document"),
    "PUBLISHER": ("Nơi công bố", "Publisher"),
    "PUBLISHED": ("Ngày công bố", "Published on"),
    "SOURCE_URL": ("Liên kết", "Address of the document"),
}


def structure(catalogue: Catalogue) -> bytes:
    """The structure message: codelists, concepts, data structure and dataflow."""
    root = etree.Element(f"{_MES}Structure", nsmap=_SPACES)
    header = etree.SubElement(root, f"{_MES}Header")
    for tag, text in (("ID", FLOW), ("Test", "false"), ("Prepared", _PREPARED)):
        etree.SubElement(header, f"{_MES}{tag}").text = text
    etree.SubElement(header, f"{_MES}Sender", id=AGENCY)
    structures = etree.SubElement(root, f"{_MES}Structures")
    flows = etree.SubElement(structures, f"{_STR}Dataflows")
    flow = _maintained(flows, "Dataflow", FLOW, "Số liệu các tỉnh", "Figures of the provinces")
    reference = etree.SubElement(flow, f"{_STR}Structure")
    _ref(reference, FLOW, "datastructure", "DataStructure")
    lists = etree.SubElement(structures, f"{_STR}Codelists")
    for name, codes in _codelists(catalogue).items():
        vi, en = _CONCEPT_WORDS[name]
        listed = _maintained(lists, "Codelist", f"CL_{name}", vi, en)
        for told in codes:
            _item(listed, "Code", told)
    concepts = etree.SubElement(structures, f"{_STR}Concepts")
    scheme = _maintained(concepts, "ConceptScheme", _CONCEPTS, "Khái niệm", "Concepts")
    for name, (vi, en) in _CONCEPT_WORDS.items():
        _item(scheme, "Concept", (name, vi, en))
    _data_structure(structures, set(_codelists(catalogue)))
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _codelists(catalogue: Catalogue) -> dict[str, list[Code]]:
    units = {i.unit: catalogue.units[i.unit] for i in catalogue.indicators.values()}
    return {
        "FREQ": [(c, *_FREQUENCY_WORDS[c]) for c in FREQUENCIES.values()],
        "REF_AREA": [
            (code(a.key), former_name(a, "vi"), former_name(a, "en"))
            for a in catalogue.areas.values()
        ],
        "INDICATOR": [(code(i.id), i.name_vi, i.name_en) for i in catalogue.indicators.values()],
        "DATA_KIND": [(s.upper(), status_word(s, "vi"), status_word(s, "en")) for s in STATUSES],
        "UNIT_MEASURE": [(unit_code(u), u.name_vi, u.name_en) for u in units.values()],
        "OBS_STATUS": [(c, *_STATUS_WORDS[c]) for c in dict.fromkeys(OBS_STATUSES.values())],
        "QUALIFIER": [(code(q), hedge(q, "vi"), hedge(q, "en")) for q in QUALIFIERS],
    }


def _data_structure(structures: etree._Element, coded: set[str]) -> None:
    all_of_them = etree.SubElement(structures, f"{_STR}DataStructures")
    made = _maintained(
        all_of_them, "DataStructure", FLOW, "Số liệu các tỉnh", "Figures of the provinces"
    )
    parts = etree.SubElement(made, f"{_STR}DataStructureComponents")
    dimensions = etree.SubElement(parts, f"{_STR}DimensionList", id="DimensionDescriptor")
    for place, name in enumerate(DIMENSIONS, start=1):
        tag = "TimeDimension" if name == "TIME_PERIOD" else "Dimension"
        one = etree.SubElement(dimensions, f"{_STR}{tag}", id=name, position=str(place))
        _represented(one, name, coded)
    attributes = etree.SubElement(parts, f"{_STR}AttributeList", id="AttributeDescriptor")
    for name in ATTRIBUTES:
        one = etree.SubElement(
            attributes, f"{_STR}Attribute", id=name, assignmentStatus="Conditional"
        )
        _represented(one, name, coded)
        relation = etree.SubElement(one, f"{_STR}AttributeRelationship")
        measure = etree.SubElement(relation, f"{_STR}PrimaryMeasure")
        etree.SubElement(measure, "Ref", id="OBS_VALUE")
    measures = etree.SubElement(parts, f"{_STR}MeasureList", id="MeasureDescriptor")
    _represented(etree.SubElement(measures, f"{_STR}PrimaryMeasure", id="OBS_VALUE"), "OBS_VALUE",
                 coded)  # fmt: skip


def _represented(component: etree._Element, name: str, coded: Iterable[str]) -> None:
    concept = etree.SubElement(component, f"{_STR}ConceptIdentity")
    etree.SubElement(
        concept, "Ref", id=name, maintainableParentID=_CONCEPTS, maintainableParentVersion=VERSION,
        agencyID=AGENCY, package="conceptscheme", **{"class": "Concept"},
    )  # fmt: skip
    local = etree.SubElement(component, f"{_STR}LocalRepresentation")
    if name in coded:
        _ref(etree.SubElement(local, f"{_STR}Enumeration"), f"CL_{name}", "codelist", "Codelist")
        return
    kinds = {"TIME_PERIOD": "ObservationalTimePeriod", "OBS_VALUE": "Double"}
    etree.SubElement(local, f"{_STR}TextFormat", textType=kinds.get(name, "String"))


def _maintained(parent: etree._Element, tag: str, name: str, vi: str, en: str) -> etree._Element:
    made = etree.SubElement(
        parent, f"{_STR}{tag}", id=name, version=VERSION, agencyID=AGENCY, isFinal="false"
    )
    _named(made, vi, en)
    return made


def _item(parent: etree._Element, tag: str, told: Code) -> None:
    name, vi, en = told
    _named(etree.SubElement(parent, f"{_STR}{tag}", id=name), vi, en)


def _named(element: etree._Element, vi: str, en: str) -> None:
    for lang, text in (("en", en), ("vi", vi)):
        etree.SubElement(element, f"{_COM}Name", {_LANG: lang}).text = text


def _ref(parent: etree._Element, name: str, package: str, kind: str) -> None:
    etree.SubElement(
        parent, "Ref", id=name, version=VERSION, agencyID=AGENCY, package=package,
        **{"class": kind},
    )  # fmt: skip
