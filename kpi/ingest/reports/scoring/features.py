"""What surrounds a number → the features that the scorer weighs, each named by its words."""

from collections.abc import Iterator, Sequence

from kpi.ingest.reports.scoring.around import Around

# How many words beside the number are seen one by one, and how many words a feature has.
_NEAR_LEFT, _NEAR_RIGHT, _LONGEST = 12, 9, 3
_STOPS = frozenset(";|.")

# Where words stand, by the family of their feature; other features have no words.
_FAMILIES = frozenset("<>lrshcbp")
_SAYING = 5


def features(around: Around) -> list[str]:
    """The features of a number, each once; "r:trạm phát sóng" stands behind it."""
    return list(dict.fromkeys(_all(around)))


def words_of(feature: str) -> str:
    """The words a feature stands for; "" where a person would see no reason in them."""
    family, _, words = feature.partition(":")
    if family not in _FAMILIES or "#" in words or "@" in words:
        return ""
    # One syllable alone says little: "số", "là", "năm".
    return words if " " in words or len(words) >= _SAYING else ""


def _all(around: Around) -> Iterator[str]:
    left, right = around.left.split(), around.right.split()
    yield "bias"
    yield f"k:{around.kind}{'/' if around.of else ''}{'' if around.whole else '.'}"
    yield f"k:{around.kind}:{around.size}"
    near = _since_stop(left[-_NEAR_LEFT:])
    for length in range(1, min(_LONGEST, len(left)) + 1):
        yield "<:" + " ".join(left[-length:])
    for length in range(1, min(_LONGEST + 1, len(right)) + 1):
        yield ">:" + " ".join(right[:length])
    yield from _grams("l", near, _LONGEST)
    yield from _grams("r", _until_stop(right[:_NEAR_RIGHT]), _LONGEST)
    yield from _grams("s", left[: len(left) - len(near)], 2)
    yield from _grams("s", right[_NEAR_RIGHT:], 2)
    for family, words in (
        ("h", around.above),
        ("c", around.column),
        ("b", around.label),
        ("p", around.prior),
    ):
        yield from _grams(family, words.split(), 2)


def _grams(family: str, words: Sequence[str], longest: int) -> Iterator[str]:
    yield from (f"{family}:{word}" for word in words)
    for length in range(2, longest + 1):
        for start in range(len(words) - length + 1):
            yield f"{family}:" + " ".join(words[start : start + length])


def _since_stop(words: Sequence[str]) -> Sequence[str]:
    """The words behind the last mark that parts them from those before."""
    for place in range(len(words) - 1, -1, -1):
        if words[place] in _STOPS and place < len(words) - 1:
            return words[place + 1 :]
    return words


def _until_stop(words: Sequence[str]) -> Sequence[str]:
    for place, word in enumerate(words):
        if word in _STOPS:
            return words[:place]
    return words
