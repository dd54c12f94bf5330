// Small graphs for tests, by who has what.

import { graphOf } from "../src/data.js";

const LEVEL = { level: "medium", remarks: [], strength: "strong" };

/**
 * The graph of values (`kind:label`) and the stores that have each; all of one group.
 * `more` gives further fields of a node by its id.
 */
export function graph(have, more = {}) {
  const names = [...new Set(Object.values(have).flat())].sort();
  const ids = Object.keys(have).sort();
  const stores = names.map((id) => ({
    id,
    platform: "amazon",
    status: "active",
    level: "medium",
    group: 0,
    machines: [],
    own: [],
    own_total: 0,
    ...more[id],
  }));
  const values = ids.map((id) => ({
    id,
    kind: id.split(":")[0],
    label: id.split(":")[1],
    stores: have[id].length,
    joins: [0],
    kept: false,
    ...LEVEL,
    ...more[id],
  }));
  const ties = ids.flatMap((id, place) =>
    have[id].map((name) => [
      names.indexOf(name),
      place,
      ...(more[id]?.days ?? ["2026-01-02", "2026-02-03"]),
      1,
      [],
    ]),
  );
  return graphOf({ stores, values, ties });
}

export const ids = (nodes) => nodes.map((node) => node.id).sort();

export const key = (graph, id) => graph.nodes.find((node) => node.id === id).key;
