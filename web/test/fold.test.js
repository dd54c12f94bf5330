import assert from "node:assert/strict";
import test from "node:test";
import { choose } from "../src/fold.js";
import { graph, ids, key } from "./graphs.js";

const names = (n) => Array.from({ length: n }, (_one, i) => `s${String(i).padStart(4, "0")}`);

test("twelve stores of a value are drawn, the thirteenth folds", () => {
  assert.equal(choose(graph({ "ip:1": names(12) })).folds.size, 0);
  const { nodes, folds } = choose(graph({ "ip:1": names(13) }));
  assert.equal(nodes.length, 13);
  assert.deepEqual([...folds.values()], [1]);
});

test("an expanded value shows its stores", () => {
  const all = graph({ "ip:1": names(49) });
  assert.deepEqual([...choose(all).folds.values()], [37]);
  const open = choose(all, { expanded: new Set([key(all, "ip:1")]) });
  assert.equal(open.nodes.length, 50);
  assert.equal(open.folds.size, 0);
});

test("a suspended store is never the one that folds", () => {
  const all = graph({ "ip:1": names(49) }, { s0048: { barred: true } });
  assert.ok(ids(choose(all).nodes).includes("s0048"));
});

test("what is drawn is bounded, the same each time, and hangs together", () => {
  const have = Object.fromEntries(
    names(1999).map((name, i) => [`ip:${i}`, [name, names(2000)[i + 1]]]),
  );
  const chain = graph(have);
  const drawn = choose(chain, { most: 400 });
  assert.equal(drawn.nodes.length, 400);
  assert.deepEqual(ids(drawn.nodes), ids(choose(graph(have), { most: 400 }).nodes));
  assert.equal(drawn.edges.length, 399);
});

test("pinned nodes are drawn whatever else is", () => {
  const all = graph({ "ip:1": names(500) });
  const last = key(all, "s0499");
  assert.ok(ids(choose(all, { pinned: [last] }).nodes).includes("s0499"));
});
