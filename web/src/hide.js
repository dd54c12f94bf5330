// What is left of a group of tied stores without some values.

/** Why a value cannot be tried: "kept" (a ban), "part" (the group is not whole here), or null. */
export function refusal(value, groups) {
  if (value.kept) return "kept";
  return value.joins.every((group) => groups[group].whole) ? null : "part";
}

/** The stores of a group in the parts that are left without `hidden` values, largest first. */
export function partsOf(graph, group, hidden) {
  const stores = graph.nodes.filter((node) => node.type === "store" && node.group === group);
  const met = new Set();
  const parts = [];
  for (const store of stores) {
    if (met.has(store)) continue;
    const reached = new Set([store]);
    for (const node of reached)
      for (const { node: next } of node.near) if (leads(next, group, hidden)) reached.add(next);
    const part = [...reached].filter((node) => node.type === "store");
    part.forEach((one) => met.add(one));
    parts.push(part.map((one) => one.id).sort());
  }
  return parts.sort((one, other) => other.length - one.length || (one[0] < other[0] ? -1 : 1));
}

function leads(node, group, hidden) {
  if (node.type === "store") return node.group === group;
  return node.joins.includes(group) && !hidden.has(node.key);
}
