import assert from "node:assert/strict";
import test from "node:test";
import { next } from "../src/keyboard.js";

const at = { x: 0, y: 0 };
const right = { x: 50, y: 5 };
const far = { x: 300, y: 0 };
const down = { x: 3, y: 40 };

test("an arrow leads to the neighbour that lies most in its direction", () => {
  assert.equal(next(at, "ArrowRight", [far, right, down], []), right);
  assert.equal(next(at, "ArrowDown", [far, right, down], []), down);
});

test("where no neighbour lies that way, to whatever is drawn there", () => {
  assert.equal(next(at, "ArrowRight", [down], [down, far]), far);
  assert.equal(next(at, "ArrowLeft", [right], [right, far]), undefined);
});

test("another key leads nowhere", () => assert.equal(next(at, "a", [right], [right]), undefined));
