"""Small worlds for tests: the shortest catalogue in which a claim can be true or false."""

from datetime import date

from kpi.catalogue import Catalogue
from kpi.model import Area
from kpi.model.entries import KindChange

# name, kind, code, aliases of vn63
_OLD = (
    ("Hà Nội", "thành phố", "01", ("HN", "Hanoi")),
    ("Hòa Bình", "tỉnh", "17", ()),
    ("Bắc Giang", "tỉnh", "24", ()),
    ("Bắc Ninh", "tỉnh", "27", ()),
    ("Thừa Thiên Huế", "tỉnh", "46", ("Thừa Thiên - Huế", "Huế")),
    ("Phú Yên", "tỉnh", "54", ()),
    ("Đắk Lắk", "tỉnh", "66", ("Đắc Lắc", "Daklak")),
    ("Tây Ninh", "tỉnh", "72", ()),
    ("Bà Rịa - Vũng Tàu", "tỉnh", "77", ("Bà Rịa Vũng Tàu", "BR-VT")),
    ("Thành phố Hồ Chí Minh", "thành phố", "79", ("Hồ Chí Minh", "TP.HCM", "TPHCM")),
    ("Long An", "tỉnh", "80", ()),
)
# name, kind, code, aliases, predecessors of vn34
_NEW = (
    ("Hà Nội", "thành phố", "01", ("HN", "Hanoi"), ("01",)),
    ("Bắc Ninh", "tỉnh", "24", (), ("24", "27")),
    ("Phú Thọ", "tỉnh", "25", (), ("17",)),
    ("Huế", "thành phố", "46", ("Thừa Thiên Huế", "Thừa Thiên - Huế"), ("46",)),
    ("Đắk Lắk", "tỉnh", "66", ("Đắc Lắc", "Daklak"), ("54", "66")),
    ("Thành phố Hồ Chí Minh", "thành phố", "79", ("Hồ Chí Minh", "TP.HCM", "TPHCM"), ("77", "79")),
    ("Tây Ninh", "tỉnh", "80", (), ("72", "80")),
)


def catalogue() -> Catalogue:
    """The nation, eleven of the 63 provinces and the seven of the 34 they became."""
    areas = [
        Area(
            scheme="vn",
            code="00",
            name_vi="Cả nước",
            name_en="Viet Nam",
            kind="quốc gia",
            aliases=("Toàn quốc", "Việt Nam"),
        )
    ]
    areas += [
        Area(scheme="vn63", code=code, name_vi=name, name_en=name, kind=kind, aliases=aliases)
        for name, kind, code, aliases in _OLD
    ]
    areas += [
        Area(
            scheme="vn34",
            code=code,
            name_vi=name,
            name_en=name,
            kind=kind,
            aliases=aliases,
            predecessors=tuple(f"vn63:{old}" for old in olds),
        )
        for name, kind, code, aliases, olds in _NEW
    ]
    hue = next(i for i, area in enumerate(areas) if area.key == "vn63:46")
    change = KindChange(on=date(2025, 1, 1), kind="thành phố", name_vi="Huế")
    areas[hue] = areas[hue].model_copy(update={"kind_changes": (change,)})
    return Catalogue(
        units={}, regions=(), areas={a.key: a for a in areas}, indicators={}, targets=()
    )
