// What is said when a value is tried away: into what its groups fall, or why it stays.

import { html } from "./dom.js";
import { partsOf } from "./hide.js";
import { valueName } from "./panel.js";

const NAMED = 3;
const PARTS = 5;

/** Why a value is not tried. What ties to a suspended store stays, and nothing more is said. */
export function refused(value, why, picture, words) {
  if (why === "part") return [html("p", {}, words.ui.part), exactly([value], words)];
  const platforms = new Set(value.joins.map((group) => picture.groups[group].platform));
  const routes = [...platforms].map((name) => words.routes[name]).filter(Boolean);
  return [
    html("p", {}, html("b", {}, words.ui.kept)),
    html("p", {}, words.ui.official_route),
    ...routes.map((text) => html("p", {}, text)),
  ];
}

/** What is left without the hidden values. */
export function fallen(graph, hidden, words, restore) {
  const values = [...hidden].map((key) => graph.byKey.get(key)).filter(Boolean);
  if (!values.length) return [];
  const groups = [...new Set(values.flatMap((value) => value.joins))];
  return [
    html(
      "p",
      {},
      words.say("without", { values: words.list(values.map((one) => valueName(one, words))) }),
    ),
    ...groups.map((group) =>
      html("p", { class: "p-falls" }, said(partsOf(graph, group, hidden), words)),
    ),
    html("p", { class: "p-soft" }, words.ui.past_stays),
    exactly(values, words),
    html("button", { type: "button", class: "p-restore", onclick: restore }, words.ui.restore),
  ];
}

const exactly = (values, words) =>
  html(
    "p",
    { class: "p-soft" },
    words.ui.exactly,
    " ",
    html(
      "code",
      {},
      `linkscan whatif ${values.map((one) => `--without ${quoted(one.id)}`).join(" ")} …`,
    ),
  );

const quoted = (id) =>
  /^[\w:.#@/-]+$/.test(id) && !id.includes("#") ? id : `'${id.replaceAll("'", `'\\''`)}'`;

function said(parts, words) {
  const stores = parts.reduce((sum, part) => sum + part.length, 0);
  if (parts.length === 1) return words.say("holds", { n: stores });
  if (parts.length === stores) return words.say("all_apart", { n: stores });
  const named = parts.slice(0, PARTS).map((part) => {
    const more = part.length - NAMED;
    return words.list([
      ...part.slice(0, NAMED),
      ...(more > 0 ? [words.say("more", { n: more })] : []),
    ]);
  });
  if (parts.length > PARTS) named.push("…");
  return words.say("falls", { n: stores, parts: parts.length, named: named.join(" | ") });
}
