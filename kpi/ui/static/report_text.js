// The text is drawn once; what is decided afterwards only changes the classes of its numbers.
// Every word of the report is put in as text: nothing of it can become markup.

const LONGEST = 60;

const FATES = { t: "taken", a: "asked", r: "refused", u: "unread", p: "plain" };

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".kpi-report");
  if (!root) return;
  root.tell = setTriggerValue;
  if (root.version !== data.version) {
    // The text comes once; a page that has lost it asks for it.
    if (!data.text) {
      setTriggerValue("blank", data.version);
      return;
    }
    draw(root, data);
  }
  refresh(root, data);
  const before = root.jumps;
  root.jumps = data.jumps;
  if (before !== undefined && before !== data.jumps) jump(root, data);
}

function element(name, className, text) {
  const made = document.createElement(name);
  made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

function draw(root, data) {
  const scrolled = root.children[1]?.scrollTop ?? 0;
  root.version = data.version;
  root.known = data.text.marks;
  root.words = data.text.words;
  const legend = element("div", "legend");
  for (const letter of "taru") legend.append(element("span", FATES[letter]));
  const text = element("div", "box");
  text.setAttribute("role", "region");
  text.setAttribute("tabindex", "0");
  text.setAttribute("aria-label", root.words.label);
  root.marks = [];
  for (const [kind, pieces] of data.text.lines) {
    const line = element("p", kind);
    for (const [words, start, place] of pieces) {
      const piece = element(place < 0 ? "span" : "mark", "", words);
      piece.dataset.start = start;
      if (place >= 0) {
        piece.setAttribute("role", "button");
        // One stop for the keyboard; the arrows lead from number to number.
        piece.setAttribute("tabindex", root.marks.length ? "-1" : "0");
        piece.dataset.place = place;
        piece.title = root.known[place][1];
        root.marks[place] = piece;
      }
      line.append(piece);
    }
    text.append(line);
  }
  const add = element("button", "add");
  add.type = "button";
  add.hidden = true;
  root.replaceChildren(legend, text, element("div", "hint", root.words.hint), add);
  text.scrollTop = scrolled;
  text.onclick = (event) => press(root, event.target.closest("mark"));
  text.onkeydown = (event) => key(root, event);
  text.onpointerup = () => setTimeout(() => offer(root));
  add.onclick = () => {
    add.hidden = true;
    getSelection().removeAllRanges();
    root.tell("missed", root.selected);
  };
}

function refresh(root, data) {
  [...root.children[0].children].forEach((span, at) => {
    span.textContent = data.counts[at];
    span.hidden = span.className === "refused" && !data.fates.includes("r");
  });
  root.marks.forEach((mark, place) => {
    const letter = data.fates[place];
    const item = root.known[place][0];
    const adding = !item && data.number.length && data.number[0] === Number(mark.dataset.start);
    const name = FATES[letter] + ((item && item === data.shown && !data.number.length) || adding ? " shown" : "");
    // A long text has thousands of them, and one or two change.
    if (mark.className === name) return;
    mark.className = name;
    mark.setAttribute("aria-label", `${mark.textContent}: ${root.words[letter]}`);
  });
  underline(root, data.number.length ? [] : data.evidence);
}

// The words that told the shown figure: painted over the text, which stays as it is.
function underline(root, spans) {
  if (!globalThis.CSS?.highlights) return;
  const pieces = [...root.querySelectorAll("[data-start]")];
  const ranges = [];
  for (const [start, end] of spans)
    for (const piece of pieces) {
      const first = Number(piece.dataset.start);
      const letters = [...piece.textContent];
      const from = Math.max(start - first, 0);
      const to = Math.min(end - first, letters.length);
      if (from >= to) continue;
      const range = new Range();
      range.setStart(piece.firstChild, letters.slice(0, from).join("").length);
      range.setEnd(piece.firstChild, letters.slice(0, to).join("").length);
      ranges.push(range);
    }
  CSS.highlights.set("kpi-evidence", new Highlight(...ranges));
}

function press(root, mark) {
  if (!mark || !getSelection().isCollapsed) return;
  const [item] = root.known[mark.dataset.place];
  const start = Number(mark.dataset.start);
  if (item) root.tell("picked", item);
  else root.tell("missed", [start, start + [...mark.textContent].length]);
}

function key(root, event) {
  const mark = event.target.closest("mark");
  if (!mark) return;
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (step) {
    const next = root.marks[Number(mark.dataset.place) + step];
    if (next) {
      mark.setAttribute("tabindex", "-1");
      next.setAttribute("tabindex", "0");
      next.focus();
    }
  } else if (event.key === "Enter" || event.key === " ") press(root, mark);
  else return;
  event.preventDefault();
}

// A place in the text counts characters, not the halves that JavaScript counts.
function place(node, offset) {
  const piece = node.nodeType === Node.TEXT_NODE ? node.parentElement : null;
  if (!piece?.dataset.start) return null;
  return Number(piece.dataset.start) + [...node.textContent.slice(0, offset)].length;
}

function offer(root) {
  const add = root.children[3];
  const selection = getSelection();
  const words = selection.toString().trim();
  const range = selection.rangeCount ? selection.getRangeAt(0) : null;
  const inside = range && root.children[1].contains(range.commonAncestorContainer);
  const start = inside ? place(range.startContainer, range.startOffset) : null;
  const end = inside ? place(range.endContainer, range.endOffset) : null;
  const usable = start !== null && end > start && /\d/.test(words) && words.length <= LONGEST;
  add.hidden = !usable;
  if (!usable) return;
  root.selected = [start, end];
  add.textContent = `＋ ${root.words.add}: “${words}”`;
}

function jump(root, data) {
  const narrow = matchMedia("(max-width: 640px)").matches;
  if (data.origin === "text") {
    reveal(root, data.target);
    return;
  }
  const mark = root.marks.find((one) => one.classList.contains("shown"));
  if (mark) {
    const box = root.children[1];
    const above = mark.getBoundingClientRect().top - box.getBoundingClientRect().top;
    box.scrollTop += above - box.clientHeight / 3;
  }
  if (["decision", "group", "scan"].includes(data.origin)) reveal(root, data.target);
  else if (mark && narrow && data.origin === "list" && !data.beside)
    root.scrollIntoView({ block: "start", behavior: "smooth" });
}

// The list is drawn by the page, piece by piece and perhaps a moment later: it is looked at again,
// unless something else was pointed at, or the reader scrolls, in the meantime.
function reveal(root, target) {
  const jumps = root.jumps;
  let moved = false;
  const stop = () => (moved = true);
  for (const kind of ["wheel", "touchmove"])
    addEventListener(kind, stop, { once: true, passive: true });
  for (const wait of [60, 200, 450, 900, 1600])
    setTimeout(() => {
      const found = target && document.querySelector(`.${CSS.escape(target)}`);
      if (found && !moved && root.jumps === jumps) found.scrollIntoView({ block: "nearest" });
    }, wait);
}
