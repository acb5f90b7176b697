import pytest
from fuzz_scans import failures

pytestmark = pytest.mark.usefixtures("tesseract")


def test_thirty_damaged_scans_end_in_an_answer_and_leave_nothing_behind() -> None:
    assert list(failures(range(14, 44))) == []
