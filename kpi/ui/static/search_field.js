// The field and its list are drawn once; answers come by HTTP, and every word of them is put in
// as text. The list follows the combobox pattern: the focus stays in the field.

const WAIT = 90; // milliseconds after a key
const KEPT = "kpi-search-context";

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".kpi-search");
  if (!root) return undefined;
  root.open = (answer) => setTriggerValue("opened", { page: answer.page, query: answer.query });
  root.data = data;
  if (!root.field) draw(root);
  words(root);
  // "/" leads here from anywhere but a field, as on other sites with much to search.
  const slash = (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest?.("input, textarea, select, [contenteditable], [role=dialog]")) return;
    if (document.querySelector("[role=dialog]")) return;
    event.preventDefault();
    root.field.focus();
    root.field.select();
  };
  document.addEventListener("keydown", slash);
  return () => document.removeEventListener("keydown", slash);
}

function element(name, className, text) {
  const made = document.createElement(name);
  made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

function draw(root) {
  const field = element("input", "field");
  Object.assign(field, { type: "text", autocomplete: "off", spellcheck: false, id: "kpi-search" });
  // No "search" type: its own clear button and Escape differ from browser to browser.
  for (const [name, value] of Object.entries({
    role: "combobox", inputmode: "search", enterkeyhint: "go", autocapitalize: "none",
    "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "kpi-search-list",
  })) field.setAttribute(name, value);
  const key = element("kbd", "key", "/");
  key.setAttribute("aria-hidden", "true");
  const clear = element("button", "clear", "×");
  clear.type = "button";
  clear.hidden = true;
  const box = element("div", "box");
  box.hidden = true;
  // What scrolls would be a stop of the Tab key.
  box.tabIndex = -1;
  const notes = element("div", "notes");
  const list = element("div", "list");
  list.id = "kpi-search-list";
  list.setAttribute("role", "listbox");
  const status = element("div", "status");
  status.setAttribute("role", "status");
  box.append(notes, list);
  root.replaceChildren(field, key, clear, box, status);
  Object.assign(root, { field, clear, box, notes, list, status, answers: [], at: -1, asked: "" });

  field.oninput = () => ask(root);
  field.onkeydown = (event) => press(root, event);
  field.onfocus = () => root.answers.length && field.value.trim() && show(root);
  root.addEventListener("focusout", (event) => {
    if (!root.contains(event.relatedTarget)) leave(root);
  });
  // A press on the list must not take the focus from the field before it is a click.
  box.onmousedown = (event) => event.preventDefault();
  clear.onclick = () => {
    empty(root);
    field.focus();
  };
}

function words(root) {
  const { words, longest } = root.data;
  root.field.placeholder = words.placeholder;
  root.field.maxLength = longest;
  root.field.setAttribute("aria-label", words.label);
  root.list.setAttribute("aria-label", words.list);
  root.clear.setAttribute("aria-label", words.clear);
}

// Where the first page stands. The address is ahead of the data when a page changes, so that it
// is looked at for the name of any page.
function base(pages) {
  const path = location.pathname.replace(/\/+$/, "");
  const end = path.lastIndexOf("/");
  return (pages.includes(path.slice(end + 1)) ? path.slice(0, end) : path) + "/";
}

function kept() {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT)) ?? {};
  } catch {
    return {};
  }
}

// What the page shows goes before what was searched last.
function context() {
  const shown = new URLSearchParams(location.search);
  const areas = (shown.get("areas") ?? "").split(",").filter(Boolean);
  const before = kept();
  return {
    indicator: shown.get("indicator") || before.indicator || "",
    area: shown.get("area") || (areas.length === 1 ? areas[0] : "") || before.area || "",
  };
}

function ask(root) {
  clearTimeout(root.timer);
  root.going?.abort();
  root.enter = false;
  root.clear.hidden = !root.field.value;
  const text = root.field.value;
  if (!text.trim()) {
    remember(root);
    root.answers = [];
    hide(root);
    return;
  }
  root.timer = setTimeout(() => load(root, text), WAIT);
}

async function load(root, text) {
  const { pages, lang, shared } = root.data;
  const going = (root.going = new AbortController());
  const query = new URLSearchParams({ q: text, ...shared, lang, ...context() });
  for (const [name, value] of [...query]) if (!value) query.delete(name);
  let told;
  try {
    const answer = await fetch(`${base(pages)}api/v1/search?${query}`, { signal: going.signal });
    told = await answer.json();
    if (!answer.ok) told = { answers: [], notes: [told.message] };
  } catch (error) {
    if (error.name === "AbortError") return;
    told = { answers: [], notes: [root.data.words.failed] };
  }
  // What was typed since has a question of its own.
  if (going.signal.aborted || root.field.value !== text) return;
  root.asked = text;
  root.context = told.context;
  root.answers = told.answers;
  fill(root, told);
  if (root.enter) choose(root, 0);
  else if (root.contains(document.activeElement)) show(root);
}

function fill(root, told) {
  root.notes.replaceChildren(...told.notes.map((note) => element("div", "note", note)));
  root.notes.hidden = !told.notes.length;
  root.at = -1;
  root.field.removeAttribute("aria-activedescendant");
  root.list.replaceChildren(...told.answers.map((answer, n) => option(root, answer, n)));
  root.list.hidden = !told.answers.length;
  const count = root.data.words.count.replace("{}", told.answers.length);
  root.status.textContent = [count, ...told.notes].join(". ");
}

function option(root, answer, n) {
  const link = element("a", `option ${answer.kind}`);
  const shared = new URLSearchParams(root.data.shared);
  const query = new URLSearchParams({ ...Object.fromEntries(shared), ...answer.query });
  link.href = `${base(root.data.pages)}${answer.page}?${query}`;
  link.id = `kpi-search-${n}`;
  link.tabIndex = -1;
  link.setAttribute("role", "option");
  link.setAttribute("aria-selected", "false");
  const line = element("span", "line");
  line.append(element("span", "parts", answer.parts.join(" · ")));
  const said = ["none", "missing"].includes(answer.kind) ? ": " : " = ";
  if (answer.value) line.append(element("span", "", said), element("b", "value", answer.value));
  link.append(line);
  if (answer.detail) link.append(element("span", "detail", answer.detail));
  link.onmousemove = () => point(root, n);
  link.onclick = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) {
      remember(root);
      return;
    }
    event.preventDefault();
    choose(root, n);
  };
  return link;
}

function point(root, n) {
  const options = root.list.children;
  options[root.at]?.setAttribute("aria-selected", "false");
  root.at = n;
  const shown = options[n];
  if (!shown) return root.field.removeAttribute("aria-activedescendant");
  shown.setAttribute("aria-selected", "true");
  root.field.setAttribute("aria-activedescendant", shown.id);
  return shown.scrollIntoView({ block: "nearest" });
}

function press(root, event) {
  if (event.isComposing) return;
  const count = root.answers.length;
  const open = !root.box.hidden;
  if ((event.key === "ArrowDown" || event.key === "ArrowUp") && count) {
    const step = event.key === "ArrowDown" ? 1 : -1;
    if (!open) show(root);
    point(root, root.at < 0 && step < 0 ? count - 1 : (root.at + step + count) % count);
  } else if (event.key === "Enter") {
    enter(root, event);
  } else if (event.key === "Escape") {
    // An answer on its way must not open the list again.
    clearTimeout(root.timer);
    root.going?.abort();
    root.enter = false;
    if (open) hide(root);
    else if (root.field.value) empty(root);
    else root.field.blur();
  } else return;
  event.preventDefault();
  event.stopPropagation();
}

function enter(root, event) {
  // The list may still be that of the words before: the answer to these is waited for.
  if (root.asked !== root.field.value) {
    root.enter = Boolean(root.field.value.trim());
    return;
  }
  const n = Math.max(root.at, 0);
  if ((event.ctrlKey || event.metaKey) && root.list.children[n]) {
    remember(root);
    window.open(root.list.children[n].href, "_blank");
  } else choose(root, n);
}

function choose(root, n) {
  const answer = root.answers[n];
  root.enter = false;
  if (!answer) return;
  const { href } = root.list.children[n];
  remember(root);
  empty(root);
  root.field.blur();
  // By the address alone, as every link inside the app (inside.js): "back" then leads back here.
  if (window.kpiOpen) window.kpiOpen(href);
  else root.open(answer);
}

function remember(root) {
  if (root.context) sessionStorage.setItem(KEPT, JSON.stringify(root.context));
}

function leave(root) {
  remember(root);
  hide(root);
}

function empty(root) {
  clearTimeout(root.timer);
  root.going?.abort();
  remember(root);
  root.field.value = "";
  root.asked = "";
  root.clear.hidden = true;
  root.answers = [];
  hide(root);
}

function show(root) {
  root.box.hidden = false;
  root.field.setAttribute("aria-expanded", String(root.answers.length > 0));
}

function hide(root) {
  root.box.hidden = true;
  root.field.setAttribute("aria-expanded", "false");
  point(root, -1);
}
