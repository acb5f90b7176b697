"""Who did something, as the reader of this page may know it."""

from kpi.publish import history
from kpi.ui.data import live_store
from kpi.ui.sign_in import current_person
from kpi.ui.words import say


def who(name: str) -> str:
    """A person's name to those who have signed in, a role to everybody else."""
    return say(*history.who(live_store(), name, asking=current_person()))
