import assert from "node:assert/strict";
import test from "node:test";
import { crossings, gathered, lie, settle, spread, stretch } from "../src/layout.js";

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

test("places are turned until they lie along x, as far apart as they were", () => {
  const all = [0, 30, 60].map((y) => ({ x: y / 10, y }));
  lie(all);
  assert.ok(all.every(({ y }) => Math.abs(y) < 1e-9));
  assert.ok(Math.abs(Math.abs(all[2].x - all[0].x) - Math.hypot(6, 60)) < 1e-9);
});

test("what lies along x is drawn out less than what is as high as wide", () => {
  const box = (wide, high) => [
    { x: 0, y: 0 },
    { x: wide, y: high },
  ];
  assert.deepEqual(
    [box(10, 10), box(10, 6), box(10, 1), box(0, 0)].map(stretch),
    [1.5, 1.2, 1, 1],
  );
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
