"""Steps 3 to 5 of the reports page: a decision draws this part of the page again, and no other."""

import streamlit as st

from kpi.model import Person, Report
from kpi.publish.document import Document as Named
from kpi.store import Store
from kpi.ui.faults import shown_errors
from kpi.ui.intake import visit
from kpi.ui.intake.visit import Dropped
from kpi.ui.reports import choice, publish, scan_view, text
from kpi.ui.reports.figures import Look, figures
from kpi.ui.reports.review import counts, items


def decide(store: Store, person: Person, file: Dropped, report: Report, named: Named) -> None:
    """Look through the figures of a report, see what changes, publish."""
    text.forget(file.key)
    scan_view.forget(file.key)
    _decide(store, person, file, report, named)


@st.fragment
def _decide(store: Store, person: Person, file: Dropped, report: Report, named: Named) -> None:
    with shown_errors():
        visit.begin(person)
        review = choice.review(file)
        listed = items(report, review)
        counted = counts(report, listed)
        odd = publish.notes(publish.first_look(store, file, report))
        pages = choice.pages(file)
        figures(Look(file.key, report, review, listed, counted, odd, pages))
        # What takes longest comes last: the decision is seen before.
        publish.steps(store, person, file, report, review, listed, counted, named)
