// A field for files asks for any file; the one for photographs asks for the camera at its back.

(() => {
  const ask = () => {
    for (const field of document.querySelectorAll(".st-key-photo input[type=file]"))
      if (!field.hasAttribute("capture")) {
        field.setAttribute("accept", "image/*");
        field.setAttribute("capture", "environment");
      }
  };
  ask();
  if (window.kpiPhoto) return;
  // The field is another one after every photograph.
  window.kpiPhoto = new MutationObserver(ask);
  window.kpiPhoto.observe(document.body, { subtree: true, childList: true });
})();
