import assert from "node:assert/strict";
import test from "node:test";
import { crossings, gathered, settle, spread } from "../src/layout.js";

const places = (n) =>
  Array.from({ length: n }, (_one, i) => ({ key: `${i}`, size: 12, push: -300 }));
const chain = (n) =>
  Array.from({ length: n - 1 }, (_one, i) => ({ source: `${i}`, target: `${i + 1}`, length: 80 }));

const run = (n) =>
  new Promise((done) => {
    const all = places(n);
    settle(all, chain(n), () => done(all.map(({ x, y }) => [x, y])));
  });

test("the same graph always stands in the same places, small or in slices", async () => {
  assert.deepEqual(await run(8), await run(8));
  assert.deepEqual(await run(300), await run(300));
});

test("nothing stands on anything else", async () => {
  const spots = await run(60);
  for (const [i, [x, y]] of spots.entries())
    for (const [u, v] of spots.slice(i + 1)) assert.ok(Math.hypot(x - u, y - v) > 24);
});

test("a place that is spread can be gathered again", () => {
  for (const upright of [true, false])
    assert.deepEqual(gathered(spread({ x: 3, y: 6 }, upright), upright), { x: 3, y: 6 });
});

test("links that cross are counted, those that meet are not", () => {
  const [a, b, c, d] = [
    [0, 0],
    [10, 10],
    [0, 10],
    [10, 0],
  ].map(([x, y]) => ({ x, y }));
  const links = (...pairs) => pairs.map(([source, target]) => ({ source, target }));
  assert.equal(crossings(links([a, b], [c, d])), 1);
  assert.equal(crossings(links([a, c], [b, d])), 0);
  assert.equal(crossings(links([a, b], [b, d], [a, d])), 0);
});

test("a ring of two stores and two values does not cross itself", () => {
  const all = places(4);
  const ring = [
    [0, 2],
    [0, 3],
    [1, 2],
    [1, 3],
  ].map(([source, target]) => ({ source: `${source}`, target: `${target}`, length: 84 }));
  settle(all, ring, () => {
    const links = ring.map(({ source, target }) => ({ source: all[source], target: all[target] }));
    assert.equal(crossings(links), 0);
  });
});
