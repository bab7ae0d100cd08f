(() => {
"use strict";
const rows = [...document.querySelectorAll("details")].map((row) => ({
  row, text: row.textContent.toLowerCase().replaceAll("’", "'"),
}));
const [q, folder, needs, count] = ["q", "folder", "needs", "count"].map((id) => document.getElementById(id));
function filter() {
  const words = q.value.toLowerCase().replaceAll("’", "'").split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const { row, text } of rows) {
    const fits = (!folder.value || row.dataset.folder === folder.value)
      && (!needs.value || row.dataset.needs === needs.value)
      && words.every((word) => text.includes(word));
    row.hidden = !fits;
    shown += fits;
  }
  count.textContent = shown === rows.length ? "" : `${shown} of ${rows.length} rules`;
}
function open() {
  const row = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!row || row.tagName !== "DETAILS") return;
  row.hidden = false;
  row.open = true;
  row.scrollIntoView();
}
for (const input of [q, folder, needs]) input.addEventListener("input", filter);
document.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
addEventListener("hashchange", open);
for (const { row } of rows) {
  row.addEventListener("toggle", () => { if (row.open) history.replaceState(null, "", `#${row.id}`); });
}
open();
})();
