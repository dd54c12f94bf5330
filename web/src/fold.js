// How much of a graph is drawn: a picture of everything shows nothing.

export const FOLDED_ABOVE = 12;
export const NODES_AT_MOST = 400;

/** How many nodes are drawn unasked: their labels find room. */
export const NODES = 150;
export const NODES_ON_A_PHONE = 60;

/**
 * What is drawn of a graph, at most `most` nodes.
 *
 * A value with more than `FOLDED_ABOVE` stores shows the first of them; the others stand folded
 * behind it, unless it is `expanded`. The walk starts at `pinned` nodes, then at the stores of
 * the page's machine, then at the first store that is not drawn yet. What of a drawn value's
 * stores is not drawn is counted in `folds`.
 *
 * @returns {{nodes: object[], edges: object[], folds: Map<string, number>}}
 */
export function choose(graph, { pinned = [], expanded = new Set(), most = NODES } = {}) {
  const first = pinned.map((key) => graph.byKey.get(key)).filter(Boolean);
  const here = graph.nodes.filter((node) => node.here);
  const folded = foldedIn(graph, expanded);
  for (const node of [...first, ...here]) folded.delete(node.key);
  const drawn = new Map();
  const walk = (starts) => {
    const queue = [];
    const add = (node) => {
      if (drawn.size >= most || drawn.has(node.key) || folded.has(node.key)) return;
      drawn.set(node.key, node);
      queue.push(node);
    };
    starts.forEach(add);
    for (const node of queue) for (const one of node.near) add(one.node);
  };
  walk(first);
  walk(here);
  for (const node of graph.nodes) if (node.type === "store") walk([node]);
  return { nodes: [...drawn.values()], edges: edgesOf(drawn), folds: foldsOf(drawn) };
}

function foldedIn(graph, expanded) {
  const folded = new Set();
  const open = new Set();
  for (const value of graph.nodes) {
    if (value.type !== "value" || value.near.length <= FOLDED_ABOVE) continue;
    const [set, from] = expanded.has(value.key) ? [open, 0] : [folded, FOLDED_ABOVE];
    for (const { node } of value.near.slice(from)) set.add(node.key);
  }
  for (const key of open) folded.delete(key);
  return folded;
}

function edgesOf(drawn) {
  const edges = [];
  for (const store of drawn.values())
    if (store.type === "store")
      for (const { node, tie } of store.near)
        if (drawn.has(node.key)) edges.push({ store, value: node, tie });
  return edges;
}

function foldsOf(drawn) {
  const folds = new Map();
  for (const value of drawn.values()) {
    if (value.type !== "value") continue;
    const behind = value.near.filter((one) => !drawn.has(one.node.key)).length;
    if (behind) folds.set(value.key, behind);
  }
  return folds;
}
