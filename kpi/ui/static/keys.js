// Figures without a mouse. A chart's marks cannot be reached by Tab: the chart itself can, and Enter
// leads from it to its table, opening that. In a table the arrow keys choose a row and Enter opens
// its source, as a click anywhere in the row does; when the source is closed again, the table has
// the focus back. It is called with `hint`, what Enter does on a chart.

((hint) => {
  const CHART = "[data-testid=stPlotlyChart]";
  const TABLE = "[data-testid=stDataFrame]";
  const FIGURES = ".st-key-figures";
  const HEAD = 36; // pixels of a table's head, and of the boxes left of its rows
  window.kpiHint = hint;
  const reachable = () => {
    const table = document.querySelector(FIGURES);
    for (const chart of document.querySelectorAll(CHART)) {
      if (table) chart.tabIndex = 0;
      else chart.removeAttribute("tabindex");
      if (table) chart.setAttribute("aria-description", window.kpiHint);
      if (table) chart.dataset.kpiHint = window.kpiHint;
    }
  };
  reachable();
  if (window.kpiKeys) return;
  window.kpiKeys = new MutationObserver(reachable);
  window.kpiKeys.observe(document.body, { subtree: true, childList: true });

  // What asks for the focus may be drawn a moment later, and drawn anew right after that.
  const focusOn = (found) => {
    const until = Date.now() + 4000;
    const attempt = () => {
      const wanted = found();
      const lost = !document.activeElement || document.activeElement === document.body;
      if (wanted && (lost || !wanted.closest(TABLE)?.contains(document.activeElement)))
        wanted.focus();
      if (Date.now() < until && !document.querySelector("[role=dialog]")) setTimeout(attempt, 150);
    };
    attempt();
  };
  const toFigures = () => {
    const details = document.querySelector(`${FIGURES} details`);
    if (details && !details.open) details.querySelector("summary").click();
    details?.scrollIntoView({ block: "nearest" });
    const canvas = () => document.querySelector(`${FIGURES} ${TABLE} canvas`);
    const waiting = setInterval(() => {
      if (!canvas()) return;
      clearInterval(waiting);
      canvas().focus();
    }, 100);
    setTimeout(() => clearInterval(waiting), 5000);
  };
  // A chosen cell chooses its row by the table's own keys for that, which few people know.
  const openRow = (table, chosen) => {
    const cell = document.activeElement;
    if (!table.contains(cell) || !cell.matches(chosen)) return false;
    const place = [...document.querySelectorAll(TABLE)].indexOf(table);
    cell.dispatchEvent(new KeyboardEvent("keydown", {
      key: " ", code: "Space", keyCode: 32, shiftKey: true, bubbles: true, cancelable: true,
    }));
    window.kpiCameFrom = place;
    return true;
  };
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.target.matches?.(`${CHART}[tabindex]`)) {
      event.preventDefault();
      toFigures();
      return;
    }
    const table = event.target.closest?.(TABLE);
    if (table && openRow(table, "td[aria-readonly=true]")) {
      event.preventDefault();
      event.stopPropagation();
    }
  }, { capture: true });
  document.addEventListener("click", (event) => {
    const table = event.target.closest?.(`${TABLE} :is(canvas, .dvn-scroller)`)?.closest(TABLE);
    const box = table && table.getBoundingClientRect();
    if (!box || event.clientY < box.top + HEAD || event.clientX < box.left + HEAD) return;
    // The table moves the focus into its cell after the click.
    let tries = 20;
    const chosen = "td[aria-selected=true][aria-readonly=true]";
    const attempt = () => openRow(table, chosen) || (tries-- > 0 && setTimeout(attempt, 50));
    setTimeout(attempt, 60);
  });
  new MutationObserver(() => {
    const open = document.querySelector("[role=dialog]");
    if (open) window.kpiDialog = true;
    else if (window.kpiDialog) {
      window.kpiDialog = false;
      const place = window.kpiCameFrom;
      window.kpiCameFrom = undefined;
      if (place === undefined) return;
      focusOn(() => document.querySelectorAll(TABLE)[place]?.querySelector("canvas"));
    }
  }).observe(document.body, { subtree: true, childList: true });
})
