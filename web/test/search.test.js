import assert from "node:assert/strict";
import test from "node:test";
import { search } from "../src/search.js";
import { graph, ids } from "./graphs.js";

const all = graph({ "ip:203.0.113.7": ["Fir", "Oak"], "uscc:9": ["Oak", "Elm"] });
const kinds = { ip: "IP 地址", uscc: "统一社会信用代码" };

test("names, labels and kinds are found in any case and width", () => {
  assert.deepEqual(ids(search(all, "fIr", kinds)), ["Fir"]);
  assert.deepEqual(ids(search(all, "２０３．0", kinds)), ["ip:203.0.113.7"]);
  assert.deepEqual(ids(search(all, "信用", kinds)), ["uscc:9"]);
});

test("a blank finds nothing", () => assert.deepEqual(search(all, "  ", kinds), []));
