"""Reading → Changes → a batch in the store: the one door for every figure, and the way back."""

from kpi.publish.batches import Approval, approve, no_crop, publish, refuse, undo, undo_effect
from kpi.publish.preview import Changes, preview

__all__ = [
    "Approval",
    "Changes",
    "approve",
    "no_crop",
    "preview",
    "publish",
    "refuse",
    "undo",
    "undo_effect",
]
