from fuzz_reports import failures


def test_three_hundred_mutated_texts_end_in_a_report_or_a_refusal() -> None:
    assert list(failures(range(300))) == []
