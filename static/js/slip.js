// The slip: its button opens the browser's print dialog. Without this file there is the PDF.
(() => {
  "use strict";
  const button = document.getElementById("print");
  button.hidden = false;
  button.addEventListener("click", () => window.print());
  if (button.dataset.atOnce) window.addEventListener("load", () => window.print());
})();
