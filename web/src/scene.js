// A choice of nodes as a scene for the stage: what each looks like and what it is called.

import { short } from "./labels.js";
import { valueName } from "./panel.js";
import { SIZES, storeShape } from "./shapes.js";

/** Key of the fold behind a value. */
export const foldOf = (key) => `f${key}`;

/** Bare places and links of a choice, as the layout wants them. */
export function bones(choice) {
  const places = choice.nodes.map((node) => ({
    key: node.key,
    size: SIZES[node.type],
    push: -340,
  }));
  const links = choice.edges.map(({ store, value }) => ({
    source: store.key,
    target: value.key,
    length: 84,
  }));
  for (const key of choice.folds.keys()) {
    places.push({ key: foldOf(key), size: SIZES.fold, push: -40 });
    links.push({ source: key, target: foldOf(key), length: 34 });
  }
  return { places, links };
}

/** The scene of a choice, each node where `spots` has it. */
export function sceneOf(choice, spots, words, looks) {
  const one = new Set(
    choice.nodes.filter((node) => node.type === "store").map((node) => node.platform),
  );
  const look = (node) =>
    node.type === "store" ? storeLook(node, words, one.size === 1) : valueLook(node, words, looks);
  const values = new Map(choice.nodes.map((node) => [node.key, node]));
  return {
    nodes: [
      ...choice.nodes.map((node) => ({
        key: node.key,
        size: SIZES[node.type],
        ...look(node),
        ...spots.get(node.key),
      })),
      ...[...choice.folds].map(([key, n]) => ({
        key: foldOf(key),
        size: SIZES.fold,
        ...foldLook(values.get(key), n, words),
        ...spots.get(foldOf(key)),
      })),
    ],
    edges: [
      ...choice.edges.map(({ store, value }) => ({
        from: store.key,
        to: value.key,
        kind: value.joins.length ? `s-${value.strength ?? "none"}` : "context",
      })),
      ...[...choice.folds.keys()].map((key) => ({ from: key, to: foldOf(key), kind: "fold" })),
    ],
  };
}

function storeLook(store, words, alone) {
  const bare = alone && store.platform ? store.id.replace(`${store.platform}/`, "") : store.id;
  return {
    kind: `store${store.barred ? " barred" : ""}${store.here ? " here" : ""}`,
    path: storeShape(store.barred),
    label: short(bare),
    inside: store.barred ? "×" : null,
    badge: store.own_total ? String(Math.min(store.own_total, 99)) : null,
    name: words.say("name_store", {
      id: store.id,
      status: words.statuses[store.status],
      n: store.near.length,
    }),
  };
}

function valueLook(value, words, looks) {
  return {
    ...looks[value.kind],
    label: short(value.label),
    name: words.say("name_value", { value: valueName(value, words), n: value.stores }),
  };
}

function foldLook(value, n, words) {
  const half = 10 + 4 * String(n).length;
  return {
    kind: "fold",
    path: `M${-half + 10},-11H${half - 10}a11,11 0 0,1 0,22H${-half + 10}a11,11 0 0,1 0,-22Z`,
    inside: `+${n}`,
    name: words.say("folded", { n, value: valueName(value, words) }),
  };
}
