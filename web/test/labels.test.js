import assert from "node:assert/strict";
import test from "node:test";
import { short, withRoom } from "../src/labels.js";

test("of two labels in one place the first has it", () => {
  const labels = [
    { key: "a", x: 0, tops: [0], width: 80 },
    { key: "b", x: 30, tops: [5], width: 80 },
    { key: "c", x: 200, tops: [0], width: 80 },
  ];
  assert.deepEqual([...withRoom(labels, []).keys()], ["a", "c"]);
});

test("a label below that lies on another node goes above, or away if nobody asks for it", () => {
  const place = (tops) => [{ key: "a", x: 0, tops, width: 80 }];
  const nodes = [
    { key: "a", x: 0, y: 0, size: 12 },
    { key: "b", x: 30, y: 20, size: 12 },
  ];
  assert.equal(withRoom(place([13, -27]), nodes.slice(0, 1)).get("a"), 13);
  assert.equal(withRoom(place([13, -27]), nodes).get("a"), -27);
  assert.equal(withRoom(place([13]), nodes).size, 0);
  assert.equal(withRoom([{ ...place([13])[0], sure: true }], nodes).get("a"), 13);
});

test("a long text is cut in its middle", () => {
  assert.equal(short("203.0.113.7"), "203.0.113.7");
  assert.equal(short("5654db5d-f92d-57d2-ad2b-c705e4d192bb"), "5654db5d-f92d…05e4d192bb");
});
