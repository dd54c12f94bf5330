// The graph of a picture: stores and values as nodes, and who has what.

export const LEVELS = ["critical", "high", "medium", "low", "clear", "not-checked"];

/**
 * The nodes of a picture, those to look at first first.
 *
 * A node has a `key`, a `type` ("store" or "value"), its fields as the page holds them, and
 * `near`: the nodes it is tied to, each as `{node, tie}`, in the order of the nodes.
 */
export function graphOf(picture) {
  const stores = picture.stores.map((one, place) => ({
    ...one,
    key: `s${place}`,
    type: "store",
    near: [],
  }));
  const values = picture.values.map((one, place) => ({
    ...one,
    key: `v${place}`,
    type: "value",
    near: [],
  }));
  for (const [store, value, first, last, n, machines] of picture.ties) {
    const tie = { first, last, n, machines };
    stores[store].near.push({ node: values[value], tie });
    values[value].near.push({ node: stores[store], tie });
  }
  const nodes = [...stores, ...values].sort(byWeight);
  nodes.forEach((node, rank) => (node.rank = rank));
  for (const node of nodes) node.near.sort((one, other) => one.node.rank - other.node.rank);
  return { nodes, byKey: new Map(nodes.map((node) => [node.key, node])) };
}

/** The part of a graph that belongs to one group: its stores and what two of them share. */
export function groupOf(graph, group) {
  const inside = (node) =>
    node.type === "store" ? node.group === group : node.joins.includes(group);
  return part(graph, inside, () => true);
}

/** A graph without some nodes and ties; `near` of what is left is what is left. */
export function part(graph, hasNode, hasTie) {
  const kept = graph.nodes.filter(hasNode);
  const copies = new Map(kept.map((node) => [node.key, { ...node, near: [] }]));
  for (const node of kept)
    for (const { node: other, tie } of node.near)
      if (copies.has(other.key) && hasTie(node.type === "value" ? node : other, tie))
        copies.get(node.key).near.push({ node: copies.get(other.key), tie });
  return { nodes: [...copies.values()], byKey: copies };
}

function byWeight(one, other) {
  return (
    (one.type === "value") - (other.type === "value") ||
    Boolean(other.here) - Boolean(one.here) ||
    Boolean(other.barred) - Boolean(one.barred) ||
    LEVELS.indexOf(one.level) - LEVELS.indexOf(other.level) ||
    other.near.length - one.near.length ||
    (one.id < other.id ? -1 : 1)
  );
}
