// The stage: a scene of nodes and edges as SVG, which can be moved, zoomed and walked by keys.
//
// Places are scaled, shapes and letters are not: they are readable at any zoom.

import { drag } from "d3-drag";
import { select } from "d3-selection";
import { zoom, zoomIdentity } from "d3-zoom";
import { svg } from "./dom.js";
import { next } from "./keyboard.js";
import { LINE, widthOf, withRoom } from "./labels.js";

const LABELS = 200;
const DENSE = 40;
const MARGIN = { side: 70, top: 26, bottom: 40 };
const BASE = 12; // of a line of letters, from its top
const SMALLEST = 0.5;
const READABLE = 0.85; // of a sign that has letters only
const CLOSEST = 1.8;

/**
 * A stage. `on` hears of `look` (a key or null), `open` (a key) and `leave`.
 *
 * A scene is `{nodes, edges}`: a node `{key, x, y, size, path, kind, label, name, badge}`, `name`
 * being what a screen reader says; an edge `{from, to, kind}`, by keys.
 */
export function stage(name, on) {
  const ties = svg("g", { class: "p-ties" });
  const nodes = svg("g", { class: "p-nodes" });
  const element = svg(
    "svg",
    { class: "p-svg", role: "application", "aria-label": name },
    ties,
    nodes,
  );
  let scene = { nodes: [], edges: [] };
  let drawn = new Map();
  let at = zoomIdentity;
  let moved = false;
  let marked = new Set();
  let lit = null;
  let scale = 0;

  const zooming = zoom()
    .scaleExtent([0.15, 5])
    .filter(isMeant)
    .on("zoom", (event) => {
      at = event.transform;
      moved ||= Boolean(event.sourceEvent);
      place();
    });
  select(element).call(zooming).on("dblclick.zoom", null);
  element.addEventListener("click", (event) => {
    if (!event.target.closest(".p-node")) on.look(null, true);
  });
  element.addEventListener("keydown", walk);
  // Also the first time that it has a size at all.
  new ResizeObserver(() => fit()).observe(element);

  function show(fresh) {
    scene = fresh;
    ties.replaceChildren(
      ...scene.edges.map((edge) => (edge.line = svg("line", { class: `p-tie ${edge.kind}` }))),
    );
    nodes.replaceChildren(...scene.nodes.map(drawNode));
    drawn = new Map(scene.nodes.map((node) => [node.key, node]));
    for (const node of scene.nodes) node.edges = [];
    for (const edge of scene.edges)
      for (const key of [edge.from, edge.to]) drawn.get(key).edges.push(edge);
    scene.nodes[0]?.element.setAttribute("tabindex", "0");
    element.classList.toggle("p-dense", scene.nodes.length > DENSE);
    lit = null;
    scale = 0;
    fit();
  }

  function drawNode(node) {
    node.width = widthOf(node.label ?? "");
    node.text = svg("text", { class: "p-label" }, node.label ?? "");
    node.sign = svg(
      "g",
      {},
      svg("path", { class: "p-shape", d: node.path }),
      node.middle && svg("path", { class: "p-middle", d: node.middle }),
      node.inside && svg("text", { class: "p-inside", y: 4 }, node.inside),
    );
    node.element = svg(
      "g",
      {
        class: `p-node ${node.kind}`,
        tabindex: "-1",
        role: "button",
        "aria-label": node.name,
        "data-key": node.key,
      },
      svg("circle", { class: "p-hit", r: node.size + 5 }),
      node.sign,
      node.badge &&
        svg(
          "g",
          { class: "p-badge", transform: `translate(${node.size},${-node.size})` },
          svg("circle", { r: 7.5 }),
          svg("text", { y: 3.5 }, node.badge),
        ),
      node.text,
    );
    node.element.addEventListener(
      "pointerenter",
      (event) => event.pointerType === "mouse" && on.look(node.key),
    );
    node.element.addEventListener(
      "pointerleave",
      (event) => event.pointerType === "mouse" && on.look(null),
    );
    node.element.addEventListener("focus", () => {
      rove(node);
      on.look(node.key);
    });
    node.element.addEventListener("click", () => on.open(node.key));
    select(node.element).call(
      drag()
        .container(element)
        .clickDistance(4)
        .on("drag", (event) => {
          node.x += event.dx / at.k;
          node.y += event.dy / at.k;
          put(node);
          node.edges.forEach(putEdge);
        })
        .on("end", place),
    );
    return node.element;
  }

  // -- where things are ---------------------------------------------------------------------

  const onScreen = (node) => ({ x: at.applyX(node.x), y: at.applyY(node.y) });

  function put(node) {
    const { x, y } = onScreen(node);
    node.element.setAttribute("transform", `translate(${x.toFixed(1)},${y.toFixed(1)})`);
  }

  function putEdge({ from, to, line }) {
    const [one, other] = [onScreen(drawn.get(from)), onScreen(drawn.get(to))];
    line.setAttribute("x1", one.x.toFixed(1));
    line.setAttribute("y1", one.y.toFixed(1));
    line.setAttribute("x2", other.x.toFixed(1));
    line.setAttribute("y2", other.y.toFixed(1));
  }

  function place() {
    scene.nodes.forEach(put);
    scene.edges.forEach(putEdge);
    resize();
    const boxes = scene.nodes.map((node) => ({
      key: node.key,
      size: node.size * scale,
      ...onScreen(node),
    }));
    const named = scene.nodes.flatMap((node, i) => (node.label ? [labelOf(node, boxes[i])] : []));
    // Marked ones are shown in any case, the others make room for them; then what ties most.
    named.sort((one, other) => other.sure - one.sure || other.ties - one.ties);
    const tops = withRoom(named.slice(0, LABELS), boxes);
    for (const { key, y, tops: wanted } of named) {
      const { text } = drawn.get(key);
      text.classList.toggle("p-away", !tops.has(key));
      text.setAttribute("y", ((tops.get(key) ?? wanted[0]) - y + BASE).toFixed(1));
    }
  }

  const labelOf = (node, { key, x, y, size }) => ({
    key,
    x,
    y,
    ties: node.edges.length,
    width: node.width,
    sure: marked.has(key),
    tops: [y + size + 1, y - size - 1 - LINE],
  });

  /** From afar shapes are smaller, so that they do not cover each other. */
  function resize() {
    const wanted = Math.min(1, Math.max(SMALLEST, at.k * 1.15));
    for (const node of wanted === scale ? [] : scene.nodes) dress(node, wanted);
    scale = wanted;
  }

  function dress(node, factor) {
    const least = node.label ? factor : Math.max(factor, READABLE);
    node.sign.setAttribute("transform", `scale(${least.toFixed(2)})`);
  }

  /** Bring the whole scene into the window, unless a reader has moved it. */
  function fit(again = false) {
    const { clientWidth: width, clientHeight: height } = element;
    if (!scene.nodes.length || !width) return;
    if (again) moved = false;
    if (moved) return place();
    const [xs, ys] = [scene.nodes.map((node) => node.x), scene.nodes.map((node) => node.y)];
    const [left, right, top, bottom] = [
      Math.min(...xs),
      Math.max(...xs),
      Math.min(...ys),
      Math.max(...ys),
    ];
    const side = Math.min(MARGIN.side, width / 10);
    const k = Math.min(
      CLOSEST,
      (width - 2 * side) / (right - left || 1),
      (height - MARGIN.top - MARGIN.bottom) / (bottom - top || 1),
    );
    const middle = (height + MARGIN.top - MARGIN.bottom) / 2;
    const view = zoomIdentity
      .translate(width / 2, middle)
      .scale(k)
      .translate(-(left + right) / 2, -(top + bottom) / 2);
    select(element).call(zooming.transform, view);
  }

  // -- keys ---------------------------------------------------------------------------------

  function rove(node) {
    for (const one of nodes.querySelectorAll("[tabindex='0']")) one.setAttribute("tabindex", "-1");
    node.element.setAttribute("tabindex", "0");
  }

  function walk(event) {
    const node = drawn.get(event.target.dataset?.key);
    if (!node || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Escape") on.leave();
    else if (event.key === "Enter" || event.key === " ") on.open(node.key);
    else {
      const neighbours = node.edges.map(({ from, to }) => drawn.get(from === node.key ? to : from));
      const found = next(node, event.key, neighbours, scene.nodes);
      if (!found && !event.key.startsWith("Arrow")) return;
      if (found) focus(found.key);
    }
    event.preventDefault();
  }

  function focus(key) {
    const node = drawn.get(key);
    if (!node) return;
    const { x, y } = onScreen(node);
    const inside =
      x > 20 && y > 20 && x < element.clientWidth - 20 && y < element.clientHeight - 20;
    if (!inside) zooming.translateTo(select(element), node.x, node.y);
    node.element.focus({ preventScroll: inside });
  }

  // -- what stands out ----------------------------------------------------------------------

  /** Let a node and its neighbours stand out; null: nothing does. */
  function light(key) {
    if (key === lit) return;
    lit = key;
    const node = drawn.get(key);
    element.classList.toggle("p-lit", Boolean(node));
    for (const one of element.querySelectorAll(".p-on")) one.classList.remove("p-on");
    if (!node) return;
    node.element.classList.add("p-on");
    for (const { from, to, line } of node.edges) {
      line.classList.add("p-on");
      drawn.get(from).element.classList.add("p-on");
      drawn.get(to).element.classList.add("p-on");
    }
  }

  /** Mark nodes by their keys, by class; ties between two marked ones are marked too. */
  function mark(marks) {
    marked = new Set(Object.values(marks).flat());
    for (const [what, keys] of Object.entries(marks)) markAs(what, new Set(keys));
    place();
  }

  function markAs(what, wanted) {
    for (const node of scene.nodes) node.element.classList.toggle(what, wanted.has(node.key));
    for (const { from, to, line } of scene.edges)
      line.classList.toggle(what, wanted.has(from) && wanted.has(to));
  }

  return {
    element,
    show,
    fit,
    focus,
    light,
    mark,
    zoomBy: (factor) => {
      moved = true;
      select(element).call(zooming.scaleBy, factor);
    },
  };
}

/** A wheel scrolls the page and one finger too; both zoom with a key or a second finger. */
function isMeant(event) {
  if (event.type === "wheel") return event.ctrlKey || event.metaKey;
  if (event.type.startsWith("touch")) return event.touches.length > 1;
  return !event.ctrlKey && !event.button;
}
