"""Two cells of one file that say different things of the same figure: both are kept."""

from collections.abc import Iterable, Sequence

from kpi.model import Candidate, Problem


def doubles(candidates: Sequence[Candidate]) -> Iterable[Problem]:
    """A warning at the later of two cells with one key and two values."""
    first: dict[tuple[str, str, str, str, str], Candidate] = {}
    for candidate in candidates:
        key = (
            candidate.area,
            candidate.indicator,
            candidate.period.key,
            candidate.obs_status,
            candidate.source_id,
        )
        other = first.setdefault(key, candidate)
        if other.value != candidate.value:
            yield Problem(
                "two-values",
                "warning",
                candidate.locator,
                candidate.as_written,
                f"Cùng tỉnh, chỉ tiêu và kỳ với ô {_place(other)} ghi '{other.as_written}', "
                "nhưng khác giá trị; cả hai được giữ.",
                "Sửa ô sai, hoặc chọn một số khi công bố.",
            )


def _place(candidate: Candidate) -> str:
    where = candidate.locator
    return f"{where.sheet}!{where.cell}" if where.sheet else where.cell
