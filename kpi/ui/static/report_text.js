// The text is drawn once; what is decided afterwards only changes the classes of its numbers.
// Every word of the report is put in as text: nothing of it can become markup.

const LONGEST = 60;

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".kpi-report");
  if (!root) return;
  root.tell = setTriggerValue;
  if (root.version !== data.version) draw(root, data);
  refresh(root, data);
  if (root.jumps !== undefined && root.jumps !== data.jumps) jump(root, data);
  root.jumps = data.jumps;
}

function element(name, className, text) {
  const made = document.createElement(name);
  made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

function draw(root, data) {
  root.version = data.version;
  const legend = element("div", "legend");
  for (const fate of ["taken", "asked", "refused", "unread"]) legend.append(element("span", fate));
  const text = element("div", "box");
  text.setAttribute("role", "region");
  text.setAttribute("tabindex", "0");
  root.marks = [];
  for (const [kind, pieces] of data.lines) {
    const line = element("p", kind);
    for (const [words, start, place] of pieces) {
      const piece = element(place < 0 ? "span" : "mark", "", words);
      piece.dataset.start = start;
      if (place >= 0) {
        piece.setAttribute("role", "button");
        // One stop for the keyboard; the arrows lead from number to number.
        piece.setAttribute("tabindex", root.marks.length ? "-1" : "0");
        piece.dataset.place = place;
        root.marks[place] = piece;
      }
      line.append(piece);
    }
    text.append(line);
  }
  const add = element("button", "add");
  add.type = "button";
  add.hidden = true;
  root.replaceChildren(legend, text, element("div", "hint"), add);
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
  root.data = data;
  const [legend, text, hint, add] = root.children;
  for (const span of legend.children) {
    const fate = span.className;
    span.textContent = data.words[fate];
    span.hidden = fate === "refused" && !data.fates.some(([told]) => told === fate);
  }
  text.setAttribute("aria-label", data.words.label);
  hint.textContent = data.words.hint;
  add.dataset.words = data.words.add;
  data.fates.forEach(([fate, item, title], place) => {
    const mark = root.marks[place];
    const start = Number(mark.dataset.start);
    const adding = !item && data.number.length && data.number[0] === start;
    const name = fate + ((item && item === data.shown) || adding ? " shown" : "");
    // A long text has thousands of them, and one or two change.
    if (mark.className === name && mark.title === title) return;
    mark.className = name;
    mark.title = title;
    mark.setAttribute("aria-label", `${mark.textContent}: ${data.words[fate].replace(/ [\d.,]+$/, "")}`);
  });
}

function press(root, mark) {
  if (!mark || !getSelection().isCollapsed) return;
  const [, item] = root.data.fates[mark.dataset.place];
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
  add.textContent = `＋ ${add.dataset.words}: “${words}”`;
}

function jump(root, data) {
  const narrow = matchMedia("(max-width: 640px)").matches;
  if (data.origin === "text") {
    reveal(data.target, 40);
    return;
  }
  const mark = root.marks.find((one) => one.classList.contains("shown"));
  if (!mark) return;
  const box = root.children[1];
  const above = mark.getBoundingClientRect().top - box.getBoundingClientRect().top;
  box.scrollTop += above - box.clientHeight / 3;
  if (narrow && data.origin === "list") root.scrollIntoView({ block: "start", behavior: "smooth" });
}

// The list is drawn by the page, perhaps a moment later.
function reveal(target, tries) {
  const found = target && document.querySelector(`.${CSS.escape(target)}`);
  if (found) setTimeout(() => found.scrollIntoView({ block: "nearest", behavior: "smooth" }), 60);
  else if (tries) setTimeout(() => reveal(target, tries - 1), 50);
}
