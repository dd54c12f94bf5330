import assert from "node:assert/strict";
import test from "node:test";
import { ALL, daysOf, filtered } from "../src/filter.js";
import { graph, ids } from "./graphs.js";

const have = { "ip:1": ["a", "b"], "uscc:2": ["b", "c"] };

test("without a filter everything passes", () => {
  assert.deepEqual(ids(filtered(graph(have), { ...ALL }).nodes), ["a", "b", "c", "ip:1", "uscc:2"]);
});

test("a kind that is left out takes stores along that share nothing else", () => {
  assert.deepEqual(ids(filtered(graph(have), { ...ALL, without: ["ip"] }).nodes), [
    "b",
    "c",
    "uscc:2",
  ]);
});

test("stores of the page's machine stay", () => {
  const all = graph(have, { a: { here: true } });
  assert.ok(ids(filtered(all, { ...ALL, without: ["ip"] }).nodes).includes("a"));
});

test("a level lets what is as serious or more so pass", () => {
  const all = graph(have, { "uscc:2": { level: "critical" }, "ip:1": { level: "low" } });
  assert.deepEqual(ids(filtered(all, { ...ALL, level: "high" }).nodes), ["b", "c", "uscc:2"]);
  assert.equal(filtered(all, { ...ALL, level: "low" }).nodes.length, 5);
});

test("a range of days keeps what was seen in it, and papers, which have no day", () => {
  const all = graph(have, { "uscc:2": { days: ["", ""] } });
  assert.deepEqual(ids(filtered(all, { ...ALL, from: "2026-02-04" }).nodes), ["b", "c", "uscc:2"]);
  assert.equal(filtered(all, { ...ALL, from: "2026-02-03" }).nodes.length, 5);
  assert.equal(filtered(all, { ...ALL, to: "2026-01-01" }).nodes.length, 3);
});

test("days of a short time are told one by one, of a long one by months", () => {
  assert.equal(daysOf(graph(have)).length, 33);
  const long = graph(have, { "ip:1": { days: ["2025-01-15", "2026-02-03"] } });
  assert.deepEqual(daysOf(long).slice(0, 2), ["2025-01-01", "2025-02-01"]);
  assert.equal(daysOf(long).at(-1), "2026-02-01");
  assert.deepEqual(daysOf(graph({ "ip:1": ["a", "b"] }, { "ip:1": { days: ["", ""] } })), []);
});
