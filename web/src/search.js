// Nodes by a part of their name, in whatever case and width it is typed.

const folded = (text) => text.normalize("NFKC").toLowerCase();

/** The nodes whose id, label or kind holds `query`; nothing for a blank one. */
export function search(graph, query, kinds) {
  const wanted = folded(query.trim());
  if (!wanted) return [];
  return graph.nodes.filter((node) =>
    [node.id, node.label, kinds[node.kind]].some((text) => text && folded(text).includes(wanted)),
  );
}
