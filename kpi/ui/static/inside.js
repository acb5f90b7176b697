// Links of our own HTML open inside the app: the address changes and the page follows, without a
// page load. A mark with `data-figure` opens the source of its figure on the page it stands on.
// The menu takes along what is looked at: a link of Streamlit's own forgets the address.
// What the program itself adds to the address (language, my province) takes the place of the
// entry in the history: else "back" would lead to an address that is completed at once again.
// It is called with `carried`, the parameters that go along, and `mine`, the reader's province,
// which the browser keeps for the next visit.

((carried, mine) => {
  const MENU = ["stTopNavLink", "stTopNavDropdownLink", "stSidebarNavLink"]
    .map((name) => `[data-testid=${name}]`).join();
  const keep = mine ? "max-age=31536000" : "max-age=0";
  document.cookie = `kpi_mine=${encodeURIComponent(mine)}; path=/; samesite=lax; ${keep}`;
  if (window.kpiInside) return;
  window.kpiInside = true;
  const push = history.pushState.bind(history);
  const replace = history.replaceState.bind(history);
  let settled = true;
  const chosen = () => { settled = false; };
  // The view that the source panel was opened over.
  let below = null;
  const noted = (to) => {
    if (to.searchParams.has("figure") && !location.search.includes("figure=")) {
      below = new URL(location.href);
    }
  };
  const without = (address) => {
    const left = new URL(address);
    left.searchParams.delete("figure");
    return left;
  };
  const same = (one, other) => `${one.searchParams}` === `${other.searchParams}`;
  for (const kind of ["pointerdown", "keydown"]) addEventListener(kind, chosen, { capture: true });
  addEventListener("popstate", () => { settled = true; }, { capture: true });

  history.pushState = (state, title, url) => {
    const to = new URL(url ?? location.href, location.href);
    if (to.pathname !== location.pathname) {
      settled = true;
      return push(state, title, url);
    }
    // Closing the source panel leads back to where it was opened: no entry of its own.
    const here = new URL(location.href);
    if (here.searchParams.has("figure") && same(to, without(here))) {
      if (!below || !same(to, below)) return replace(state, title, url);
      below = null;
      return history.back();
    }
    noted(to);
    return (settled || same(to, here) ? replace : push)(state, title, url);
  };

  const open = (address) => {
    noted(new URL(address, location.href));
    push({}, "", address);
    dispatchEvent(new PopStateEvent("popstate"));
  };
  window.kpiOpen = open;
  addEventListener("click", (event) => {
    const { button, metaKey, ctrlKey, shiftKey, altKey } = event;
    if (button || metaKey || ctrlKey || shiftKey || altKey || event.defaultPrevented) return;
    const menu = event.target.closest?.(MENU);
    if (menu?.href) {
      const to = new URL(menu.href);
      const here = new URLSearchParams(location.search);
      for (const name of carried) if (here.has(name)) to.searchParams.set(name, here.get(name));
      event.preventDefault();
      event.stopPropagation();
      open(to.href);
      // On a phone the menu covers the page, and Streamlit leaves it there.
      document.querySelector("[data-testid=stSidebarCollapseButton] button")?.click();
      document.querySelector("[data-testid=stTopNavSection][aria-expanded=true]")?.click();
      return;
    }
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
  }, { capture: true });
})
