import assert from "node:assert/strict";
import test from "node:test";
import { looksOf } from "../src/shapes.js";

test("every kind looks like no other, kinds of one family alike but for their middle", () => {
  const families = { device_id: "hardware", mac: "hardware", ip: "network", odd: undefined };
  const looks = looksOf(
    Object.keys(families).map((kind) => ({ kind })),
    families,
  );
  const seen = Object.values(looks).map(({ path, middle }) => `${path} ${middle}`);
  assert.equal(new Set(seen).size, 4);
  assert.equal(looks.device_id.path, looks.mac.path);
  assert.notEqual(looks.device_id.middle, looks.mac.middle);
});
