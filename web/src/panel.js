// What is on record of the thing that is looked at: beside the picture, in sentences.

import { html } from "./dom.js";

const LISTED = 12;

/** What is said of a store. */
export function storePanel(store, words) {
  const machines = store.machines.map((place) => words.machine(place));
  return [
    html("h3", {}, html("span", { class: "value" }, store.id)),
    facts([
      [words.ui.status, words.statuses[store.status], store.barred],
      [words.ui.level, words.levels[store.level]],
      [words.ui.machines, words.list(machines)],
    ]),
    listed(words, words.ui.shares, store.near, ({ node, tie }) => [
      valueName(node, words),
      ...seen(tie, words),
    ]),
    ...own(store, words),
  ];
}

/** What is said of a value, and the buttons that ask more of it. */
export function valuePanel(value, words, buttons) {
  const remarks = value.remarks.map((code) => words.remarks[code] ?? code);
  return [
    html("h3", {}, `${words.kinds[value.kind]} `, html("span", { class: "value" }, value.label)),
    facts([
      [words.ui.evidence, words.strengths[value.strength]],
      [words.ui.level, words.levels[value.level]],
      [words.ui.used_as, words.list(remarks)],
    ]),
    value.joins.length ? null : html("p", {}, words.ui.context),
    buttons,
    listed(
      words,
      words.say("shared_by", { n: value.stores }),
      value.near,
      ({ node, tie }) => [node.id, ...seen(tie, words)],
      value.stores,
    ),
  ];
}

/** What is said of the stores behind a fold. */
export function foldPanel(value, n, words) {
  return [
    html("h3", {}, words.say("folded", { n, value: valueName(value, words) })),
    html("p", {}, words.ui.unfold),
  ];
}

/** What is said of the picture as a whole. */
export function restPanel(graph, words) {
  const stores = graph.nodes.filter((node) => node.type === "store");
  return [
    html(
      "h3",
      {},
      words.say("described", { stores: stores.length, values: graph.nodes.length - stores.length }),
    ),
    html("p", {}, words.ui.look),
    html("p", { class: "p-soft" }, words.ui.keys),
  ];
}

/** A value by its kind and label. */
export const valueName = (value, words) => `${words.kinds[value.kind]} ${value.label}`;

const facts = (entries) =>
  html(
    "dl",
    {},
    ...entries
      .filter(([, text]) => text)
      .flatMap(([name, text, bad]) => [
        html("dt", {}, name),
        html("dd", { class: bad ? "barred" : "value" }, text),
      ]),
  );

function listed(words, heading, ties, said, total = ties.length) {
  if (!ties.length) return null;
  const more = total - Math.min(ties.length, LISTED);
  return html(
    "section",
    {},
    html("h4", {}, heading),
    html(
      "ul",
      {},
      ...ties.slice(0, LISTED).map((one) => {
        const [name, ...details] = said(one);
        return html(
          "li",
          {},
          html("span", { class: "value" }, name),
          ...details.map((text) => html("small", {}, text)),
        );
      }),
      more > 0 && html("li", {}, words.say("more", { n: more })),
    ),
  );
}

function seen(tie, words) {
  const machines = words.list(tie.machines.map((place) => words.machine(place)));
  const days = tie.first === tie.last ? tie.first : `${tie.first} – ${tie.last}`;
  return [days || words.ui.no_day, machines, tie.n > 1 && words.say("rows", { n: tie.n })].filter(
    Boolean,
  );
}

function own(store, words) {
  if (!store.own_total) return [];
  const more = store.own_total - store.own.length;
  return [
    html("h4", {}, words.say("own", { n: store.own_total })),
    html(
      "ul",
      {},
      ...store.own.map(([kind, label]) =>
        html("li", {}, html("span", { class: "value" }, `${words.kinds[kind]} ${label}`)),
      ),
      more > 0 && store.own.length > 0 && html("li", {}, words.say("more", { n: more })),
    ),
  ];
}
