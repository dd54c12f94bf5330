// The shortest way from one store to another, by values that both of its sides share.

/**
 * The nodes of a shortest way between two stores, both included; null where there is none.
 *
 * Between stores of one platform it leads over stores of that platform: what it sees. It leads
 * over no `hidden` value.
 */
export function shortestPath(graph, from, to, hidden = new Set()) {
  const [start, end] = [graph.byKey.get(from), graph.byKey.get(to)];
  if (!start || !end) return null;
  const seen = (node) =>
    node.type === "value"
      ? !hidden.has(node.key)
      : start.platform !== end.platform || node.platform === start.platform;
  const came = new Map([[start, null]]);
  for (const node of came.keys()) {
    if (node === end) break;
    for (const { node: next } of node.near) if (!came.has(next) && seen(next)) came.set(next, node);
  }
  if (!came.has(end)) return null;
  const way = [];
  for (let node = end; node; node = came.get(node)) way.unshift(node);
  return way;
}
