// Paper has nothing to tap: what is closed on the screen is opened for printing, and closed again.
// Paper is narrower than a screen: a chart's drawing gets the frame that it is scaled by.

(() => {
  if (window.kpiPrint) return;
  window.kpiPrint = true;
  let opened = [];
  addEventListener("beforeprint", () => {
    for (const drawing of document.querySelectorAll(".js-plotly-plot .main-svg")) {
      const { width, height } = drawing;
      drawing.setAttribute("viewBox", `0 0 ${width.baseVal.value} ${height.baseVal.value}`);
    }
    opened = [...document.querySelectorAll("details:not([open])")];
    for (const details of opened) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of opened) details.open = false;
    for (const drawing of document.querySelectorAll(".js-plotly-plot .main-svg"))
      drawing.removeAttribute("viewBox");
    opened = [];
  });
})
