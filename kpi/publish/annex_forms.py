"""Named forms of annexes: anybody uses them, staff keep them."""

from collections.abc import Sequence

from kpi.accounts import require
from kpi.catalogue import Catalogue
from kpi.errors import KpiError, NotFoundError
from kpi.model import Person
from kpi.store import Store
from kpi.store.annex_forms import forms, keep

LONGEST_NAME = 80
"""Characters of a form's name."""
_MOST_FORMS = 200


def annex_forms(store: Store, catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    """The indicators of each form by its name; those that the catalogue has lost are left out."""
    return {
        name: tuple(i for i in indicators if i in catalogue.indicators)
        for name, indicators in forms(store).items()
    }


def keep_form(
    store: Store, catalogue: Catalogue, name: str, indicators: Sequence[str], *, by: Person | None
) -> str:
    """Keep a choice of indicators in place of the form of its name; that name as it is kept.

    Raises:
        NotAllowedError: `by` may not publish.
        KpiError: the name is blank or too long, nothing is chosen, or there are too many forms.
        NotFoundError: an indicator is unknown.
    """
    person = require(by, "publish")
    name = " ".join(name.split())
    if not 1 <= len(name) <= LONGEST_NAME:
        raise KpiError(
            f"Tên mẫu cần từ 1 đến {LONGEST_NAME} ký tự.",
            english=f"The name of a form needs 1 to {LONGEST_NAME} characters.",
        )
    if not indicators:
        raise KpiError("Mẫu chưa có chỉ tiêu nào.", english="The form has no indicator.")
    known = forms(store)
    if name not in known and len(known) >= _MOST_FORMS:
        raise KpiError(
            f"Đã có {_MOST_FORMS} mẫu.", "Xóa mẫu không dùng nữa.",
            f"There are {_MOST_FORMS} forms already; delete one that is not used.",
        )  # fmt: skip
    keep(
        store, name, [catalogue.indicator(i).id for i in dict.fromkeys(indicators)], by=person.name
    )
    return name


def delete_form(store: Store, name: str, *, by: Person | None) -> None:
    """Let go of a form; it stays in the store's past.

    Raises:
        NotAllowedError: `by` may not publish.
        NotFoundError: there is no such form.
    """
    person = require(by, "publish")
    if name not in forms(store):
        raise NotFoundError(f"Không có mẫu '{name}'.", english=f"There is no form '{name}'.")
    keep(store, name, (), by=person.name)
