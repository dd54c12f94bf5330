// Tables that can be sorted by a click on a heading, and long ones that can be filtered.

import { html } from "./dom.js";
import { LEVELS } from "./data.js";

const LONG = 10;

/** Let every table below `main` be sorted, and filtered where it is long. */
export function enhance(main, words) {
  const compare = comparison(main.lang);
  for (const table of main.querySelectorAll("table")) {
    const rows = [...(table.tBodies[0]?.rows ?? [])];
    if (rows.length < 2 || table.querySelector("[colspan], [rowspan]")) continue;
    for (const heading of table.tHead?.rows[0]?.cells ?? [])
      sortable(heading, table, rows, compare);
    if (rows.length > LONG) filterable(table, rows, words);
  }
}

/** A click sorts up, the next one down, the third gives back the order of the page. */
function sortable(heading, table, rows, compare) {
  const button = html("button", { type: "button", class: "sort" });
  button.append(...heading.childNodes);
  heading.append(button);
  button.addEventListener("click", () => {
    const next = { ascending: "descending", descending: null }[heading.getAttribute("aria-sort")];
    for (const one of heading.parentNode.cells) one.removeAttribute("aria-sort");
    if (next !== null) heading.setAttribute("aria-sort", next ?? "ascending");
    const cell = (row) => row.cells[heading.cellIndex];
    const ordered =
      next === null ? rows : [...rows].sort((one, other) => compare(cell(one), cell(other)));
    table.tBodies[0].append(...(next === "descending" ? ordered.reverse() : ordered));
  });
}

/** Levels by how serious they are, figures by size, the rest as words; blanks come last. */
function comparison(lang) {
  const letters = new Intl.Collator(lang, { numeric: true });
  return (one, other) => rank(one) - rank(other) || letters.compare(text(one), text(other));
}

const text = (cell) => cell?.textContent.trim() ?? "";

function rank(cell) {
  const badge = cell?.querySelector(".badge");
  const level = badge?.textContent.trim() === text(cell) && badge.classList[1];
  if (level) return LEVELS.indexOf(level) - LEVELS.length;
  return ["", "–"].includes(text(cell)) ? 1 : 0;
}

function filterable(table, rows, words) {
  const said = html("span", { class: "p-soft", role: "status" });
  const box = html("input", { type: "search", class: "rows" });
  box.addEventListener("input", () => {
    const wanted = box.value.normalize("NFKC").toLowerCase().trim();
    for (const row of rows)
      row.hidden = !row.textContent.normalize("NFKC").toLowerCase().includes(wanted);
    const shown = rows.filter((row) => !row.hidden).length;
    said.textContent = wanted ? words.say("rows_of", { n: shown, all: rows.length }) : "";
  });
  const place = table.closest(".wide") ?? table;
  place.before(
    html(
      "p",
      { class: "rows-filter" },
      html("label", {}, words.ui.filter_rows, " ", box),
      " ",
      said,
    ),
  );
}
