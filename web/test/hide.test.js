import assert from "node:assert/strict";
import test from "node:test";
import { partsOf, refusal } from "../src/hide.js";
import { graph, key } from "./graphs.js";

const whole = [{ whole: true }];

test("without a value a group falls into its parts, the largest first", () => {
  const all = graph({ "ip:1": ["a", "b"], "ip:2": ["c", "d", "e"], "uscc:9": ["a", "c"] });
  assert.deepEqual(partsOf(all, 0, new Set()), [["a", "b", "c", "d", "e"]]);
  assert.deepEqual(partsOf(all, 0, new Set([key(all, "uscc:9")])), [
    ["c", "d", "e"],
    ["a", "b"],
  ]);
});

test("a value that is context only holds nothing together", () => {
  const all = graph({ "ip:1": ["a", "b"], "ip:2": ["b", "c"] }, { "ip:2": { joins: [] } });
  assert.deepEqual(partsOf(all, 0, new Set()), [["a", "b"], ["c"]]);
});

test("what may part a store from a ban is refused, and so is a group that is not whole", () => {
  assert.equal(refusal({ kept: false, joins: [0] }, whole), null);
  assert.equal(refusal({ kept: true, joins: [0] }, whole), "kept");
  assert.equal(refusal({ kept: false, joins: [0] }, [{ whole: false }]), "part");
  assert.equal(refusal({ kept: true, joins: [0] }, [{ whole: false }]), "kept");
});
