import assert from "node:assert/strict";
import test from "node:test";
import { shortestPath } from "../src/path.js";
import { graph, key } from "./graphs.js";

const way = (all, from, to) =>
  shortestPath(all, key(all, from), key(all, to))?.map((node) => node.id);

test("the shortest way alternates stores and values", () => {
  const all = graph({
    "ip:1": ["a", "b"],
    "ip:2": ["b", "c"],
    "ip:3": ["c", "d"],
    "uscc:9": ["a", "c"],
  });
  assert.deepEqual(way(all, "a", "d"), ["a", "uscc:9", "c", "ip:3", "d"]);
});

test("where nothing leads across there is no way", () => {
  const all = graph({ "ip:1": ["a", "b"], "ip:2": ["c", "d"] });
  assert.equal(way(all, "a", "d"), undefined);
});

test("between stores of one platform no store of another lies on the way", () => {
  const all = graph({ "ip:1": ["a", "x"], "ip:2": ["x", "b"] }, { x: { platform: "ebay" } });
  assert.equal(way(all, "a", "b"), undefined);
  assert.deepEqual(way(all, "a", "x"), ["a", "ip:1", "x"]);
});

test("no way leads over a value that is hidden", () => {
  const all = graph({ "ip:1": ["a", "b"] });
  assert.equal(shortestPath(all, key(all, "a"), key(all, "b"), new Set([key(all, "ip:1")])), null);
});
