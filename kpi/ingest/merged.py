"""Labels merged over several rows, which a sheet writes in the first of them alone."""

from kpi.ingest.grid import Cell
from kpi.ingest.plan import Plan


def merged_down(plan: Plan) -> dict[tuple[int, int], Cell]:
    """By row and column the label of the cells below it."""
    sheet = plan.block.sheet
    down: dict[tuple[int, int], Cell] = {}
    places = set(plan.labels.values())
    for top, left, bottom, _ in sheet.merged:
        if left in places and plan.block.start <= top < min(bottom, plan.block.end):
            cell = sheet.rows[top][left] if left < len(sheet.rows[top]) else ""
            last = min(bottom + 1, plan.block.end)
            down.update({(row, left): cell for row in range(top + 1, last)})
    return down
