"""The model that reports are read with: this installation's own, else the one shipped."""

from pathlib import Path

from kpi import settings
from kpi.ingest.reports.scoring.model import FORMAT, Model, load_model

_SHIPPED = Path(__file__).parent / "shipped"
SHIPPED, EXAMPLES = _SHIPPED / "reader.model", _SHIPPED / "examples.jsonl.gz"
"""The model of the program and the examples it was fitted from (`make model`)."""


def own_path(store: str | None = None) -> Path:
    """Where an installation's own model stands: beside its store."""
    return settings.own_model(settings.store_path(store))


def model_in_use(store: str | None = None) -> Model:
    """The model to read with; one that an older program made is passed over.

    Raises:
        ConfigError: the file is damaged.
    """
    own = load_model(own_path(store))
    return own if own.format == FORMAT and own.groups else load_model(SHIPPED)
