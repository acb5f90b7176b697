// One tap copies the address of the view: that of the page with the query the button carries,
// which names every choice. Over plain http there is no clipboard to write to but by a selected
// text; where even that is refused, the address is shown, selected, to be copied by hand.

(() => {
  if (window.kpiCopy) return;
  window.kpiCopy = true;
  const bySelection = (text) => {
    const field = document.createElement("textarea");
    field.value = text;
    field.style.position = "fixed";
    field.style.opacity = "0";
    document.body.append(field);
    field.select();
    let done = false;
    try {
      done = document.execCommand("copy");
    } catch {
      done = false;
    }
    field.remove();
    return done;
  };
  const copied = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return bySelection(text);
    }
  };
  document.addEventListener("click", async (event) => {
    const button = event.target.closest?.("[data-copy]");
    if (!button) return;
    const address = new URL(button.dataset.copy, location.origin + location.pathname).href;
    const status = button.parentElement.querySelector("[role=status]");
    const done = await copied(address);
    button.focus();
    status.textContent = done ? button.dataset.done : button.dataset.byHand;
    if (done) {
      setTimeout(() => { status.textContent = ""; }, 4000);
      return;
    }
    const shown = document.createElement("code");
    shown.textContent = address;
    status.append(" ", shown);
    getSelection().selectAllChildren(shown);
  });
})
