"""The letters of a PDF page that a reader of the page sees, each once.

A text layer may hold more than the page shows: white or invisible text, text beside the page,
and bold letters made by printing them twice.
"""

import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTAnno, LTChar, LTContainer
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdftypes import resolve1
from pdfminer.psparser import literal_name

Letter = dict[str, Any]

_UNPAINTED = (3, 7)  # text rendering modes: nothing, and nothing but a clipping path
_OUTLINED, _OUTLINED_TOO = 1, 2
_SMALLEST = 2.0  # points
_WHITE = 0.92
_MOST_FILLS = 2000
_THICKEST_STROKE = 2.0
_LOWEST_STROKE, _HIGHEST_STROKE = 0.12, 0.5  # above the line that letters stand on, in their size
_FARTHEST_TWIN = 2.2  # points
_OVERLAP = 0.7
_CLOSE = 1.0
_EVERY = 512
PICTURE_OF_A_PAGE = 0.5
"""Pictures that cover so much of a page are the page."""


class TooSlowError(Exception):
    """A page took longer than it may."""


class TooLongError(Exception):
    """A page holds more letters than any report."""


class _Painter(PDFPageAggregator):
    """Lays out a page, marks each letter with how it is painted, and stops at the limits."""

    def __init__(self, *args: Any, most_letters: int, deadline: float, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._most_letters, self._deadline = most_letters, deadline
        self._letters = self._mode = 0

    def render_string(self, textstate: Any, *args: Any) -> None:
        self._mode = textstate.render
        super().render_string(textstate, *args)

    def render_char(self, *args: Any, **kwargs: Any) -> float:
        advance: float = super().render_char(*args, **kwargs)
        vars(self.cur_item._objs[-1])["mode"] = self._mode
        self._letters += 1
        if self._letters > self._most_letters:
            raise TooLongError
        if self._letters % _EVERY == 0 and time.monotonic() > self._deadline:
            raise TooSlowError
        return advance


class _Interpreter(PDFPageInterpreter):
    """Knows, besides what pdfminer does, letters painted with no more than a breath of colour."""

    _faded = False

    def do_gs(self, name: Any) -> None:
        """Take the opacity of fills from a set of parameters; q and Q keep it with the mode."""
        states = resolve1(self.resources.get("ExtGState"))
        state = resolve1(states.get(literal_name(name))) if isinstance(states, dict) else None
        opacity = resolve1(state.get("ca")) if isinstance(state, dict) else None
        if not isinstance(opacity, int | float):
            return
        if opacity <= 1 - _WHITE:
            self.textstate.render, self._faded = _UNPAINTED[0], True
        elif self._faded and self.textstate.render == _UNPAINTED[0]:
            self.textstate.render = 0


def lay_out(page: Any, most_letters: int, deadline: float) -> None:
    """Lay out a page of pdfplumber, so that its letters tell how they are painted.

    Raises:
        TooLongError: more letters than the limit.
        TooSlowError: not done by the deadline, a moment of time.monotonic.
    """
    painter = _Painter(
        page.pdf.rsrcmgr,
        pageno=page.page_number,
        laparams=page.pdf.laparams,
        most_letters=most_letters,
        deadline=deadline,
    )
    _Interpreter(page.pdf.rsrcmgr, painter).process_page(page.page_obj)
    # pdfplumber's own way takes longer for the letters of a page than all the rest together.
    things: defaultdict[str, list[Letter]] = defaultdict(list)
    for place, thing in enumerate(_things(painter.get_result())):
        found = _letter(page, thing) if isinstance(thing, LTChar) else page.process_object(thing)
        found["painted"] = place
        things[found["object_type"]].append(found)
    page._objects = dict(things)


def _things(container: LTContainer[Any]) -> Iterator[Any]:
    for thing in container:
        if isinstance(thing, LTContainer):
            yield from _things(thing)
        elif not isinstance(thing, LTAnno):
            yield thing


def _letter(page: Any, char: LTChar) -> Letter:
    """A letter as pdfplumber describes it, with what is used of it."""
    left, top = page.mediabox[:2]
    colours = char.graphicstate
    return {
        "object_type": "char",
        "page_number": page.page_number,
        "text": char.get_text(),
        "fontname": char.fontname,
        "bold": "bold" in str(char.fontname).lower(),
        "size": char.size,
        "upright": char.upright,
        "matrix": char.matrix,
        "x0": char.x0 + left,
        "x1": char.x1 + left,
        "y0": char.y0,
        "y1": char.y1,
        "top": page.height - char.y1 + top,
        "bottom": page.height - char.y0 + top,
        "doctop": page.initial_doctop + page.height - char.y1 + top,
        "width": char.width,
        "height": char.height,
        "ncs": getattr(char.ncs, "name", None),
        "non_stroking_color": colours.ncolor,
        "stroking_color": colours.scolor,
        "mode": vars(char).get("mode", 0),
    }


def unseen(page: Any) -> list[Letter]:
    """The letters that are not to be seen on the page, blanks apart."""
    letters = [c for c in page.chars if c["text"].strip()]
    white = [c for c in letters if _is_white(c)]
    out_of_sight = {id(c) for c in _beside_the_page(page)} | {id(c) for c in _covered(page)}
    if white:
        out_of_sight |= {id(c) for c in _not_on_dark(white, page)}
    return [
        c
        for c in letters
        if c["mode"] in _UNPAINTED or c["size"] < _SMALLEST or id(c) in out_of_sight
    ]


def _beside_the_page(page: Any) -> Iterator[Letter]:
    """Letters outside the page; those of a line that begins on it and is too long are meant."""
    box = tuple(page.cropbox)
    last: Letter | None = None
    seen = True
    for letter in page.chars:
        goes_on = last is not None and _follows(last, letter)
        seen = _inside(letter, box) or (goes_on and seen)
        last = letter
        if not seen:
            yield letter


def pictured_share(page: Any) -> float:
    """How much of a page its pictures cover; a scan may be cut in strips."""
    whole = float(page.width) * float(page.height)
    return float(sum(map(_area, page.images))) / whole if whole else 0.0


def _covered(page: Any) -> Iterator[Letter]:
    """Letters below a picture that was painted over them: what a machine read, below its scan."""
    sheets = [
        (image["painted"], (image["x0"], image["top"], image["x1"], image["bottom"]))
        for image in page.images
        if not _is_seen_through(image)
    ]
    if not sheets or pictured_share(page) < PICTURE_OF_A_PAGE:
        return
    for letter in page.chars:
        if any(at > letter["painted"] and _inside(letter, box) for at, box in sheets):
            yield letter


def _is_seen_through(image: Letter) -> bool:
    told = image["stream"].attrs
    return any(told.get(name) for name in ("SMask", "Mask", "ImageMask"))


def _area(image: Letter) -> float:
    return float((image["x1"] - image["x0"]) * (image["bottom"] - image["top"]))


def _follows(last: Letter, letter: Letter) -> bool:
    near = -1.0 <= letter["x0"] - last["x1"] <= letter["size"]
    return bool(near and abs(letter["top"] - last["top"]) <= _CLOSE)


def _is_white(letter: Letter) -> bool:
    fill = _near_white(letter["non_stroking_color"], letter["ncs"])
    if letter["mode"] in (_OUTLINED, _OUTLINED_TOO):
        line = _near_white(letter["stroking_color"], None)
        return line and (fill or letter["mode"] == _OUTLINED)
    return fill


def _near_white(colour: Any, space: str | None) -> bool:
    told = colour if isinstance(colour, tuple | list) else (colour,)
    parts = [part for part in told if isinstance(part, int | float)]
    if not parts or len(parts) != len(told) or space == "Indexed":
        return False
    if space in ("Separation", "DeviceN"):  # how much ink
        return max(parts) <= 1 - _WHITE
    if len(parts) == 4:  # cyan, magenta, yellow, black
        return max(parts) <= 1 - _WHITE
    return len(parts) in (1, 3) and min(parts) >= _WHITE


def _not_on_dark(white: Sequence[Letter], page: Any) -> Iterator[Letter]:
    """White letters with nothing dark below: those of a coloured table head are seen."""
    dark = [
        (shape["x0"], shape["top"], shape["x1"], shape["bottom"])
        for shape in (*page.rects, *page.curves)
        if shape.get("fill") and not _near_white(shape.get("non_stroking_color"), None)
    ]
    dark += [(image["x0"], image["top"], image["x1"], image["bottom"]) for image in page.images]
    if len(dark) > _MOST_FILLS:  # a drawing
        return
    for letter in white:
        if not any(_inside(letter, box) for box in dark):
            yield letter


def _inside(thing: Letter, box: tuple[float, ...]) -> bool:
    left, top, right, bottom = box
    x, y = (thing["x0"] + thing["x1"]) / 2, (thing["top"] + thing["bottom"]) / 2
    return bool(left <= x <= right and top <= y <= bottom)


def struck(page: Any) -> list[Letter]:
    """Letters with a line through them; one below them only underlines."""
    lines = [
        line
        for line in (*page.lines, *page.rects)
        if line["bottom"] - line["top"] <= _THICKEST_STROKE < line["x1"] - line["x0"]
    ]
    if not lines or len(lines) > _MOST_FILLS:
        return []
    return [c for c in page.chars if c["text"].strip() and any(_crosses(line, c) for line in lines)]


def _crosses(line: Letter, letter: Letter) -> bool:
    if not line["x0"] <= (letter["x0"] + letter["x1"]) / 2 <= line["x1"]:
        return False
    base = letter["bottom"] - (letter["matrix"][5] - letter["y0"])
    height = (base - (line["top"] + line["bottom"]) / 2) / (letter["size"] or 1)
    return bool(_LOWEST_STROKE <= height <= _HIGHEST_STROKE)


def doubles(letters: Sequence[Letter]) -> set[int]:
    """The ids of letters that are printed over their twins, a hair to the right or below.

    Two letters of a word never overlap by a third; a shift that many letters of the page have
    is that of the printer also for letters as narrow as it.
    """
    pairs = list(_twins(letters))
    shifts = Counter(round(b["x0"] - a["x0"], 1) for a, b in pairs if _overlap(a, b))
    usual, times = shifts.most_common(1)[0] if shifts else (0.0, 0)
    known = times >= 0.5 * sum(shifts.values())
    found: set[int] = set()
    for a, b in pairs:
        same = known and abs(b["x0"] - a["x0"] - usual) <= 0.15
        if id(a) not in found and (same or _overlap(a, b)):
            found.add(id(b))
    return found


def _overlap(a: Letter, b: Letter) -> bool:
    shift = b["x0"] - a["x0"]
    return bool(shift <= _CLOSE or shift <= _OVERLAP * (a["x1"] - a["x0"]))


def _twins(letters: Sequence[Letter]) -> Iterator[tuple[Letter, Letter]]:
    """Every two of the same letter, size and line, at most a hair apart."""
    alike: defaultdict[tuple[str, int], list[Letter]] = defaultdict(list)
    for letter in letters:
        if letter["text"].strip():
            alike[letter["text"], round(letter["size"])].append(letter)
    for same in alike.values():
        same.sort(key=lambda c: c["x0"])
        for n, a in enumerate(same):
            for b in same[n + 1 :]:
                if b["x0"] - a["x0"] > _FARTHEST_TWIN:
                    break
                if abs(b["top"] - a["top"]) <= _CLOSE:
                    yield a, b
