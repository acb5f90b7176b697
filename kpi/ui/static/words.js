// Streamlit's own words are English whatever the reader's language: labels of its buttons, hints
// of its fields, the menu of a table. They are put into the language of the page here, in both
// directions, for the reader may switch. It is called with
// `words`, a list of [English, Vietnamese], and `language`.

((words, language) => {
  const attributes = ["aria-label", "title", "placeholder"];
  const forms = {
    vi: [
      [/^(?:Remove|Clear) (.+)$/, "Bỏ $1"],
      [/^Add: (.+)$/, "Dùng: $1"],
      [/^You can only select up to (\d+) options?\. Remove an option first\.$/,
        "Chọn nhiều nhất $1. Bỏ bớt một lựa chọn trước."],
      [/^(\d+) ?MB per file.*$/, "tối đa $1 MB mỗi tệp"],
      [/^File must be ([\d.]+) ?MB or smaller\.?$/, "Tệp lớn hơn $1 MB."],
      [/^Page (\d+)$/, "Trang $1"],
      [/^Drag and drop files? here$/, "Thả tệp vào đây"],
    ],
    en: [
      [/^tối đa (\d+) MB mỗi tệp$/, "$1 MB per file"],
      [/^Tệp lớn hơn ([\d.]+) MB\.$/, "File must be $1 MB or smaller."],
      [/^Trang (\d+)$/, "Page $1"],
    ],
  };
  const tables = { vi: new Map(words), en: new Map(words.map(([en, vi]) => [vi, en])) };

  const said = (written) => {
    const told = written.trim();
    const known = tables[window.kpiLanguage].get(told);
    if (known !== undefined) return known;
    const [form, other] = forms[window.kpiLanguage].find(([like]) => like.test(told)) ?? [];
    return form && told.replace(form, other);
  };
  const reword = (element) => {
    for (const name of attributes) {
      const written = element.getAttribute(name);
      const other = written ? said(written) : undefined;
      if (other !== undefined) element.setAttribute(name, other);
    }
  };
  // Only words of the frame: never those of a text, a table of the page or a field.
  const own = "button, label, nav, [role=listbox], [role=menu], [role=dialog], [role=tooltip], " +
    "[data-testid=stFileUploader], [data-testid=stDataFrameColumnMenu], " +
    "[data-testid=stDataFrameColumnVisibilityMenu], " +
    "[data-testid=InputInstructions], [data-testid=stStatusWidget], [data-baseweb], " +
    "[data-testid=stSkipToContent], [data-testid=stTooltipContent]";
  const rewordText = (node) => {
    if (!node.parentElement?.closest(own)) return;
    const other = said(node.nodeValue);
    if (other !== undefined) node.nodeValue = other;
  };
  const all = (root) => {
    if (root.nodeType === Node.TEXT_NODE) return rewordText(root);
    if (root.nodeType !== Node.ELEMENT_NODE) return undefined;
    reword(root);
    for (const name of attributes) root.querySelectorAll(`[${name}]`).forEach(reword);
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) rewordText(texts.currentNode);
    return undefined;
  };

  window.kpiLanguage = language;
  document.documentElement.lang = language;
  all(document.body);
  window.kpiReword = all;
  if (window.kpiWords) return;
  window.kpiWords = new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === "attributes") reword(change.target);
      else if (change.type === "characterData") window.kpiReword(change.target);
      else change.addedNodes.forEach((node) => window.kpiReword(node));
    }
  });
  window.kpiWords.observe(document.body, {
    subtree: true, childList: true, characterData: true, attributes: true,
    attributeFilter: attributes,
  });
})
