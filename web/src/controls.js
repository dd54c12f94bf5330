// What can be set beside a picture: group, search, kinds, level, days, a way from store to store.

import { LEVELS } from "./data.js";
import { choice, field, html, svg } from "./dom.js";
import { daysOf } from "./filter.js";
import { storeShape } from "./shapes.js";

/** Group and search, and the buttons of the stage. */
export function bar(state, picture, words, act) {
  return html(
    "div",
    { class: "p-bar" },
    picture.groups.length > 1 &&
      picture.machine === null &&
      field(words.ui.group, groups(state, picture, words, act)),
    field(
      words.ui.search,
      html("input", {
        type: "search",
        class: "p-search",
        value: state.query,
        oninput: (event) => act.search(event.target.value),
        onkeydown: (event) => event.key === "Enter" && act.goToFirst(),
      }),
    ),
    html(
      "div",
      { class: "p-buttons" },
      button("+", words.ui.zoom_in, () => act.zoom(1.3)),
      button("−", words.ui.zoom_out, () => act.zoom(1 / 1.3)),
      html("button", { type: "button", onclick: act.fit }, words.ui.fit),
    ),
  );
}

const button = (sign, name, onclick) =>
  html("button", { type: "button", "aria-label": name, title: name, onclick }, sign);

function groups(state, picture, words, act) {
  const options = picture.groups.map((group, place) => [
    String(place),
    words.say("group_of", {
      platform: words.platforms[group.platform],
      n: group.stores,
      level: words.levels[group.level],
    }),
  ]);
  return choice(
    { class: "p-group", onchange: (event) => act.group(Number(event.target.value)) },
    options,
    String(state.group),
  );
}

/** Shapes and what they stand for; each kind can be left out. */
export function legend(state, graph, words, looks, act) {
  const values = graph.nodes.filter((node) => node.type === "value");
  const kinds = [...new Set(values.map((node) => node.kind))];
  const stores = graph.nodes.filter((node) => node.type === "store");
  const signs = [
    stores.some((one) => !one.barred && !one.here) && ["store", words.ui.store, false],
    stores.some((one) => !one.barred && one.here) && ["store here", words.ui.store_here, false],
    stores.some((one) => one.barred) && ["store barred", words.ui.store_barred, true],
  ];
  return html(
    "div",
    { class: "p-legend", role: "group", "aria-label": words.ui.legend },
    ...signs
      .filter(Boolean)
      .map(([kind, text, barred]) =>
        html("span", {}, sign({ kind, path: storeShape(barred) }), text),
      ),
    ...kinds.map((kind) =>
      html(
        "label",
        {},
        html("input", {
          type: "checkbox",
          value: kind,
          checked: !state.filters.without.includes(kind),
          onchange: (event) => act.kind(kind, event.target.checked),
        }),
        sign(looks[kind]),
        words.kinds[kind],
      ),
    ),
    stores.some((one) => one.own_total) &&
      html("span", { class: "p-soft" }, words.ui.alone),
    html("span", { class: "p-soft" }, words.ui.thickness),
  );
}

const sign = ({ kind, path, middle }) =>
  svg(
    "svg",
    { class: "p-sign", viewBox: "-14 -14 28 28", "aria-hidden": "true" },
    svg(
      "g",
      { class: `p-node ${kind}` },
      svg("path", { class: "p-shape", d: path }),
      middle && svg("path", { class: "p-middle", d: middle }),
    ),
  );

/** Filters by level and day, and the two ends of a way. */
export function tools(state, graph, words, act) {
  const levels = LEVELS.filter((level) =>
    graph.nodes.some((node) => node.type === "value" && node.level === level),
  );
  const days = daysOf(graph).map((day) => [day, day]);
  const stores = graph.nodes
    .filter((node) => node.type === "store")
    .map((node) => [node.key, node.id]);
  stores.sort((one, other) => (one[1] < other[1] ? -1 : 1));
  const any = ["", words.ui.any];
  const set = (name) => (event) => act.filter({ [name]: event.target.value });
  const end = (name) => (event) => act.way({ [name]: event.target.value });
  return html(
    "details",
    {
      class: "p-tools",
      open: state.toolsOpen,
      ontoggle: (event) => (state.toolsOpen = event.target.open),
    },
    html("summary", {}, words.ui.tools),
    html(
      "div",
      {},
      levels.length > 1 &&
        field(
          words.ui.level,
          choice(
            { class: "p-level", onchange: set("level") },
            [
              any,
              ...levels.map((level) => [
                level,
                words.say("at_least", { level: words.levels[level] }),
              ]),
            ],
            state.filters.level,
          ),
        ),
      days.length > 1 &&
        field(
          words.ui.from,
          choice({ class: "p-from", onchange: set("from") }, [any, ...days], state.filters.from),
        ),
      days.length > 1 &&
        field(
          words.ui.to,
          choice({ class: "p-to", onchange: set("to") }, [any, ...days], state.filters.to),
        ),
    ),
    html(
      "div",
      {},
      field(
        words.ui.way_from,
        choice(
          { class: "p-way-from", onchange: end("from") },
          [["", "–"], ...stores],
          state.way.from,
        ),
      ),
      field(
        words.ui.way_to,
        choice({ class: "p-way-to", onchange: end("to") }, [["", "–"], ...stores], state.way.to),
      ),
    ),
  );
}
