// The grid of a tally sheet: Enter moves on, arrows go up and down. Without this file
// Tab does, and Enter only checks.
(() => {
  "use strict";
  const grid = document.getElementById("grid");
  const boxes = [...grid.querySelectorAll("input:not([type=hidden])")];
  const width = grid.querySelectorAll("tbody tr:first-child input").length;
  const go = (box) => { if (box) box.focus(); };
  grid.addEventListener("focusin", (event) => { if (boxes.includes(event.target)) event.target.select(); });
  grid.addEventListener("keydown", (event) => {
    const at = boxes.indexOf(event.target);
    if (at < 0 || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Enter") {
      event.preventDefault();
      go(boxes[at + 1] || document.getElementById("save"));
    } else if (event.target.closest("tbody") && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      const next = boxes[at + (event.key === "ArrowDown" ? width : -width)];
      if (next && next.closest("tbody")) { event.preventDefault(); go(next); }
    }
  });
  const wrong = grid.querySelector("[aria-invalid]");
  if (wrong) go(wrong);
})();
