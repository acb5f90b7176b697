// Links of our own HTML open inside the app: the address changes and the page follows, without a
// page load. A mark with `data-figure` opens the source of its figure on the page it stands on.
// What the program itself adds to the address (language, my province) takes the place of the
// entry in the history: else "back" would lead to an address that is completed at once again.

(() => {
  if (window.kpiInside) return;
  window.kpiInside = true;
  const push = history.pushState.bind(history);
  const replace = history.replaceState.bind(history);
  let settled = true;
  const chosen = () => { settled = false; };
  for (const kind of ["pointerdown", "keydown"]) addEventListener(kind, chosen, { capture: true });
  addEventListener("popstate", () => { settled = true; }, { capture: true });

  history.pushState = (state, title, url) => {
    const to = new URL(url ?? location.href, location.href);
    if (to.pathname !== location.pathname) {
      settled = true;
      return push(state, title, url);
    }
    return (settled || to.href === location.href ? replace : push)(state, title, url);
  };

  const open = (address) => {
    push({}, "", address);
    dispatchEvent(new PopStateEvent("popstate"));
  };
  addEventListener("click", (event) => {
    const { button, metaKey, ctrlKey, shiftKey, altKey } = event;
    if (button || metaKey || ctrlKey || shiftKey || altKey || event.defaultPrevented) return;
    const link = event.target.closest?.("a[data-inside]");
    const mark = event.target.closest?.("[data-figure]");
    if (link) {
      event.preventDefault();
      open(link.href);
    } else if (mark && !event.target.closest("a, button, summary")) {
      const address = new URL(location.href);
      address.searchParams.set("figure", mark.dataset.figure);
      open(address);
    }
  });
})();
