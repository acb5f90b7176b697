from fuzz import failures


def test_three_hundred_mutated_files_end_in_a_reading_or_a_refusal() -> None:
    assert list(failures(range(300))) == []
