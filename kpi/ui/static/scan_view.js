// The picture of a page comes when the page is turned to; what is decided afterwards only changes
// the frames that lie over it.

const FATES = { t: "taken", a: "asked", r: "refused", u: "unread", p: "plain" };
const ZOOMS = [1, 1.4, 2, 2.8, 4];
// Pixels that a page needs to be wide for its letters to be read.
const LEGIBLE = 560;

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".kpi-scan");
  if (!root) return;
  root.tell = setTriggerValue;
  if (data.picture === undefined && root.version !== data.version) {
    // The picture comes once; a page that has lost it asks for it.
    setTriggerValue("blank", data.version);
    return;
  }
  if (!root.sheet) build(root);
  if (root.zoom === undefined) begin(root);
  label(root, data);
  if (root.version !== data.version) turn(root, data);
  numbers(root, data);
  frame(root, data);
  const before = root.jumps;
  root.jumps = data.jumps;
  if (before !== data.jumps && data.frame) show(root, data, before === undefined);
}

function element(name, className) {
  const made = document.createElement(name);
  made.className = className;
  return made;
}

function build(root) {
  const control = (name, sign, act) => {
    const made = element("button", name);
    made.type = "button";
    made.textContent = sign;
    made.onclick = act;
    root[name] = made;
    return made;
  };
  const bar = element("div", "bar");
  root.pages = element("select", "pages");
  root.pages.onchange = () => root.tell("leafed", Number(root.pages.value));
  bar.append(
    control("before", "‹", () => leaf(root, -1)),
    root.pages,
    control("after", "›", () => leaf(root, 1)),
    element("span", "gap"),
    control("smaller", "−", () => zoom(root, -1)),
    control("larger", "+", () => zoom(root, 1)),
    control("fit", "", () => zoom(root, -ZOOMS.length)),
  );
  root.box = element("div", "box");
  root.box.setAttribute("role", "region");
  root.box.setAttribute("tabindex", "0");
  root.sheet = element("div", "sheet");
  root.frame = element("div", "frame");
  root.box.append(root.sheet);
  root.replaceChildren(bar, root.box);
  root.sheet.onclick = (event) => press(root, event.target.closest(".number"));
  root.sheet.onkeydown = (event) => key(root, event);
}

function begin(root) {
  const width = root.box.clientWidth;
  root.zoom = Math.max(ZOOMS.findIndex((one) => one * width >= LEGIBLE), 0);
}

function label(root, { words, pages, page }) {
  for (const name of ["before", "after", "smaller", "larger", "fit"]) {
    root[name].setAttribute("aria-label", words[name]);
    root[name].title = words[name];
  }
  root.fit.textContent = words.fit;
  root.pages.setAttribute("aria-label", words.page);
  const told = JSON.stringify(pages);
  if (root.told !== told) {
    root.told = told;
    root.pages.replaceChildren(...pages.map(([number, name]) => new Option(name, number)));
  }
  root.pages.value = page;
  const place = root.pages.selectedIndex;
  root.before.disabled = place <= 0;
  root.after.disabled = place >= pages.length - 1;
  root.box.setAttribute("aria-label", `${words.label}, ${pages[place]?.[1] ?? ""}`);
  zoom(root, 0);
}

function turn(root, data) {
  root.version = data.version;
  root.drawn = "";
  root.sheet.style.aspectRatio = `${data.ratio[0]} / ${data.ratio[1]}`;
  root.sheet.replaceChildren();
  if (data.picture) {
    const picture = element("img", "");
    picture.alt = root.box.getAttribute("aria-label");
    picture.src = data.picture;
    root.sheet.append(picture);
  } else {
    const none = element("div", "none");
    none.textContent = data.words.none;
    root.sheet.append(none);
  }
  root.box.scrollTo(0, 0);
}

function place(one, [left, top, width, height]) {
  Object.assign(one.style, { left: `${left}%`, top: `${top}%`, width: `${width}%`, height: `${height}%` });
}

function numbers(root, data) {
  const drawn = JSON.stringify(data.numbers.map(([item, start, end, part]) => [item, start, end, part]));
  if (root.drawn !== drawn) {
    root.drawn = drawn;
    root.sheet.querySelectorAll(".number, .frame").forEach((one) => one.remove());
    root.numbers = data.numbers.map(([item, start, end, part], at) => {
      const one = element("button", "number");
      one.type = "button";
      // One stop for the keyboard; the arrows lead from number to number.
      one.setAttribute("tabindex", at ? "-1" : "0");
      one.told = item ? ["picked", item] : ["missed", [start, end]];
      place(one, part);
      return one;
    });
    root.sheet.append(...root.numbers, root.frame);
  }
  data.numbers.forEach(([, , , , letter, written], at) => {
    root.numbers[at].className = `number ${FATES[letter]}`;
    root.numbers[at].title = written;
    root.numbers[at].setAttribute("aria-label", `${written}: ${data.words[letter]}`);
  });
}

function frame(root, data) {
  root.frame.hidden = !data.frame;
  if (data.frame) place(root.frame, data.frame);
}

function leaf(root, step) {
  const next = root.pages.options[root.pages.selectedIndex + step];
  if (next) root.tell("leafed", Number(next.value));
}

// What is in the middle stays there.
function zoom(root, step) {
  const { box, sheet } = root;
  const before = ZOOMS[root.zoom];
  root.zoom = Math.min(Math.max(root.zoom + step, 0), ZOOMS.length - 1);
  const grown = ZOOMS[root.zoom] / before;
  const [x, y] = [box.scrollLeft + box.clientWidth / 2, box.scrollTop + box.clientHeight / 2];
  sheet.style.width = `${100 * ZOOMS[root.zoom]}%`;
  root.smaller.disabled = root.fit.disabled = root.zoom === 0;
  root.larger.disabled = root.zoom === ZOOMS.length - 1;
  if (grown !== 1) box.scrollTo(x * grown - box.clientWidth / 2, y * grown - box.clientHeight / 2);
}

function press(root, one) {
  if (one) root.tell(...one.told);
}

function key(root, event) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  const at = root.numbers.indexOf(event.target);
  const next = step && at >= 0 ? root.numbers[at + step] : null;
  if (!next) return;
  event.target.setAttribute("tabindex", "-1");
  next.setAttribute("tabindex", "0");
  next.focus();
  event.preventDefault();
}

// The page is laid out before its picture is unpacked, so the place is known at once.
function show(root, data, first) {
  const { box, frame: shown } = root;
  const narrow = matchMedia("(max-width: 640px)").matches;
  if (data.origin !== "scan")
    requestAnimationFrame(() => {
      box.scrollTo({
        top: shown.offsetTop - box.clientHeight / 3,
        left: shown.offsetLeft + shown.offsetWidth / 2 - box.clientWidth / 2,
      });
    });
  if (narrow && !first && data.origin === "list") root.scrollIntoView({ block: "start", behavior: "smooth" });
}
