// Drop-downs filter their options in the browser, by letters in small case and no further: "bac"
// does not find "Bắc Ninh". While the keyboard is in a drop-down, small case here also means
// without diacritics, and a name brings its other spellings along. Of letters without diacritics,
// which is all that the page itself compares, nothing changes. It is called with `spellings`, a
// list of [name as shown, its other spellings without diacritics].

((spellings) => {
  window.kpiSpellings = new Map(spellings);
  if (window.kpiPickers) return;
  window.kpiPickers = true;

  const small = String.prototype.toLowerCase;
  const picker = "[data-testid=stSelectbox] input, [data-testid=stMultiSelect] input";
  let choosing = false;
  const look = () => (choosing = document.activeElement?.matches(picker) ?? false);
  document.addEventListener("focusin", look, true);
  document.addEventListener("focusout", () => setTimeout(look), true);

  const bare = (text) =>
    small
      .call(text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d"))
      // "ty le" and "ti le" are one word.
      .replace(/([bcdghklmnpqrstvx])y(?![a-z])/g, "$1i");

  Object.defineProperty(String.prototype, "toLowerCase", {
    configurable: true,
    writable: true,
    value: function toLowerCase() {
      if (!choosing) return small.call(this);
      const text = String(this);
      const others = window.kpiSpellings.get(text);
      return others === undefined ? bare(text) : `${bare(text)} | ${others} `;
    },
  });
})
