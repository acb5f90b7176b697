// The menu of a phone is a list whose sections stand between the list and its items, which makes it
// no list to a screen reader. It is told as what it is: links, below a heading for each section.

(() => {
  const LIST = "[data-testid=stSidebarNavItems]";
  const told = () => {
    for (const item of document.querySelectorAll(`${LIST}, ${LIST} li`)) {
      if (item.getAttribute("role") !== "none") item.setAttribute("role", "none");
    }
    for (const head of document.querySelectorAll("[data-testid=stNavSectionHeader]")) {
      if (head.role === "heading") continue;
      head.setAttribute("role", "heading");
      head.setAttribute("aria-level", "2");
    }
  };
  told();
  if (window.kpiMenu) return;
  window.kpiMenu = new MutationObserver(told);
  window.kpiMenu.observe(document.body, { subtree: true, childList: true });
})
