from fuzz_documents import failures


def test_two_hundred_mutated_documents_end_in_a_document_or_a_refusal() -> None:
    assert list(failures(range(200))) == []
