// The picture of a page: one state, drawn into the part of the page that is shown.

import { bar, legend, tools } from "./controls.js";
import { graphOf, groupOf } from "./data.js";
import { html } from "./dom.js";
import { stage } from "./draw.js";
import { ALL, filtered } from "./filter.js";
import { FOLDED_ABOVE, NODES, NODES_AT_MOST, NODES_ON_A_PHONE, choose } from "./fold.js";
import { refusal } from "./hide.js";
import { gathered, settle, spread, stretch } from "./layout.js";
import { foldPanel, restPanel, storePanel, valueName, valuePanel } from "./panel.js";
import { shortestPath } from "./path.js";
import { bones, foldOf, sceneOf } from "./scene.js";
import { search } from "./search.js";
import { looksOf } from "./shapes.js";
import { fallen, refused } from "./whatif.js";

const RESULTS = 8;

/** A picture of `data`, not yet in the page; `families` names the family of each kind. */
export class Picture {
  constructor(data, families) {
    this.data = data;
    this.looks = looksOf(data.values, families);
    this.all = graphOf(data);
    this.toolsOpen = false;
    this.query = "";
    this.enter(data.machine === null ? 0 : null);
  }

  /** Look at a group, or (null) at everything. */
  enter(group) {
    this.group = group;
    this.graph = group === null ? this.all : groupOf(this.all, group);
    this.filters = ALL;
    this.way = { from: "", to: "" };
    this.expanded = new Set();
    this.hidden = new Set();
    this.pinned = new Set();
    this.most = isPhone() ? NODES_ON_A_PHONE : NODES;
    this.selected = null;
    this.tried = null;
    this.spots = new Map();
  }

  /** Draw into `place`, in the words of its language. */
  mount(place, words) {
    this.words = words;
    this.place = place;
    this.stage = stage(words.ui.picture, {
      look: (key, clicked) => this.look(key, clicked),
      open: (key) => this.open(key),
      leave: () => this.leave(),
    });
    this.parts = {
      results: html("div", { class: "p-results", role: "status" }),
      panel: html("aside", { class: "p-panel", tabindex: "-1", "aria-label": words.ui.details }),
      left: html("div", { class: "p-left", role: "status" }),
      way: html("p", { class: "p-way", role: "status" }),
      whatif: html("div", { class: "p-whatif", role: "status" }),
    };
    const act = this.actions();
    const body = html(
      "div",
      { class: "p-body" },
      bar(this, this.data, words, act),
      this.parts.results,
      legend(this, this.graph, words, this.looks, act),
      tools(this, this.graph, words, act),
      html("div", { class: "p-stage" }, this.stage.element, this.parts.panel),
      this.parts.left,
      this.parts.way,
      this.parts.whatif,
    );
    for (const one of document.querySelectorAll(".p-body")) one.remove();
    place.append(body);
    place.hidden = false;
    this.refresh();
    this.showResults();
    this.sayWay();
    this.sayWhatif();
  }

  actions() {
    return {
      group: (group) => this.go(group),
      search: (query) => {
        this.query = query;
        this.showResults();
      },
      goToFirst: () => this.found().length && this.goTo(this.found()[0]),
      zoom: (factor) => this.stage.zoomBy(factor),
      fit: () => this.stage.fit(true),
      kind: (kind, shown) => {
        const others = this.filters.without.filter((one) => one !== kind);
        this.filter({ without: shown ? others : [...others, kind] });
      },
      filter: (change) => this.filter(change),
      way: (change) => {
        this.way = { ...this.way, ...change };
        this.follow();
      },
    };
  }

  go(group) {
    this.enter(group);
    this.mount(this.place, this.words);
  }

  filter(change) {
    this.filters = { ...this.filters, ...change };
    if (this.way.from && this.way.to) this.follow();
    else this.refresh();
  }

  /** Draw the way, through what passes the filters only. */
  follow() {
    this.pinned = new Set(this.onWay().map((node) => node.key));
    this.refresh();
    this.sayWay();
  }

  // -- drawing ------------------------------------------------------------------------------

  /** Draw what is chosen now; `apart` arranges it anew. */
  refresh({ apart = false, focus = null } = {}) {
    const graph = filtered(this.graph, this.filters);
    const chosen = choose(graph, {
      pinned: [...this.pinned],
      expanded: this.expanded,
      most: this.most,
    });
    this.choice = this.withoutHidden(chosen);
    this.sayLeft(graph, chosen);
    const { places, links } = bones(this.choice);
    const settled = places.every((place) => this.spots.has(place.key));
    this.cancel?.();
    if (settled && !apart) return this.show(focus);
    this.startFrom(places, links);
    this.stage.element.style.height = `${height(places.length)}px`;
    this.stage.element.classList.add("p-busy");
    this.look(null);
    this.cancel = settle(places, links, () => {
      if (!this.spots.size) [this.upright, this.longer] = [isPhone(), stretch(places)];
      const spot = (place) => spread(place, this.upright, this.longer);
      this.spots = new Map(places.map((place) => [place.key, spot(place)]));
      this.stage.element.classList.remove("p-busy");
      this.show(focus);
    });
  }

  withoutHidden({ nodes, edges, folds }) {
    return {
      nodes: nodes.filter((node) => !this.hidden.has(node.key)),
      edges: edges.filter(({ value }) => !this.hidden.has(value.key)),
      folds: new Map([...folds].filter(([key]) => !this.hidden.has(key))),
    };
  }

  /** What was drawn stays about where it was, what is new begins beside its neighbour. */
  startFrom(places, links) {
    if (!this.spots.size) return;
    const spot = (key) => {
      const at = this.spots.get(key);
      return at && gathered(at, this.upright, this.longer);
    };
    const beside = new Map(
      links.flatMap(({ source, target }) => [
        [source, target],
        [target, source],
      ]),
    );
    places.forEach((place, i) => {
      const at = spot(place.key) ?? spot(beside.get(place.key));
      if (!at) return;
      const away = spot(place.key) ? 0 : 40;
      place.x = at.x + away * Math.cos(i * 2.4);
      place.y = at.y + away * Math.sin(i * 2.4);
    });
  }

  show(focus) {
    this.stage.element.style.height = `${height(this.choice.nodes.length)}px`;
    this.stage.show(sceneOf(this.choice, this.spots, this.words, this.looks));
    this.mark();
    if (focus) this.stage.focus(focus);
    this.look(null);
  }

  mark() {
    const keys = (nodes) => nodes.map((node) => node.key);
    this.stage.mark({ "p-found": keys(this.found()), "p-onway": keys(this.onWay()) });
  }

  // -- looking ------------------------------------------------------------------------------

  look(key, clicked = false) {
    if (clicked) this.selected = null;
    const wanted = key ?? this.selected;
    this.stage.light(wanted);
    this.parts.panel.replaceChildren(...this.said(wanted).filter(Boolean));
  }

  said(key) {
    const node = this.graph.byKey.get(key);
    if (node?.type === "store") return storePanel(node, this.words);
    if (node) return valuePanel(node, this.words, this.buttons(node));
    const folded = [...this.choice.folds].find(([value]) => foldOf(value) === key);
    if (folded) return foldPanel(this.graph.byKey.get(folded[0]), folded[1], this.words);
    return restPanel(this.graph, this.words);
  }

  buttons(value) {
    const { ui } = this.words;
    const open = this.expanded.has(value.key);
    return html(
      "p",
      { class: "p-buttons" },
      value.near.length > FOLDED_ABOVE &&
        html(
          "button",
          { type: "button", class: "p-expand", onclick: () => this.expand(value.key, !open) },
          open ? ui.fold : ui.unfold_all,
        ),
      value.joins.length > 0 &&
        html(
          "button",
          { type: "button", class: "p-hide", onclick: () => this.hide(value) },
          ui.hide,
        ),
    );
  }

  open(key) {
    const folded = [...this.choice.folds.keys()].find((value) => foldOf(value) === key);
    if (folded) return this.expand(folded, true);
    this.selected = this.selected === key ? null : key;
    this.look(key);
  }

  leave() {
    this.look(null, true);
    this.parts.panel.focus();
  }

  expand(key, open) {
    if (open) {
      for (const node of this.choice.nodes) this.pinned.add(node.key);
      this.expanded.add(key);
      this.most = NODES_AT_MOST;
    } else {
      this.pinned = new Set([key]);
      this.expanded.delete(key);
    }
    this.refresh({ apart: true, focus: key });
  }

  // -- asking -------------------------------------------------------------------------------

  found() {
    return search(this.all, this.query, this.words.kinds).filter(
      (node) => node.type === "store" || node.joins.length || this.group === null,
    );
  }

  showResults() {
    const found = this.found();
    this.mark();
    const name = (node) => (node.type === "store" ? node.id : valueName(node, this.words));
    this.parts.results.replaceChildren(
      ...(this.query.trim()
        ? [html("span", {}, this.words.say("found", { n: found.length }))]
        : []),
      ...found
        .slice(0, RESULTS)
        .map((node) =>
          html("button", { type: "button", onclick: () => this.goTo(node) }, name(node)),
        ),
    );
  }

  goTo({ key }) {
    const found = this.all.byKey.get(key);
    if (!this.graph.byKey.has(key)) this.go(found.type === "store" ? found.group : found.joins[0]);
    this.filters = ALL;
    this.pinned.add(key);
    this.selected = key;
    this.refresh({ focus: key });
  }

  onWay() {
    return (
      (this.way.from &&
        this.way.to &&
        shortestPath(filtered(this.graph, this.filters), this.way.from, this.way.to, this.hidden)) ||
      []
    );
  }

  sayWay() {
    const { from, to } = this.way;
    const names = this.onWay().map((node) =>
      node.type === "store" ? node.id : valueName(node, this.words),
    );
    this.parts.way.textContent =
      !from || !to || from === to
        ? ""
        : names.length
          ? this.words.say("way", { names: names.join(" → ") })
          : this.words.ui[this.filters === ALL ? "no_way" : "no_way_left"];
  }

  hide(value) {
    const why = refusal(value, this.data.groups);
    this.tried = why ? { value, why } : null;
    this.selected = null;
    if (!why) {
      this.hidden.add(value.key);
      this.refresh({ apart: true });
      this.sayWay();
    }
    this.sayWhatif();
  }

  sayWhatif() {
    const restore = () => {
      this.hidden.clear();
      this.refresh({ apart: true });
      this.sayWay();
      this.sayWhatif();
    };
    this.parts.whatif.replaceChildren(
      ...(this.tried ? refused(this.tried.value, this.tried.why, this.data, this.words) : []),
      ...fallen(this.graph, this.hidden, this.words, restore),
    );
  }

  sayLeft(graph, chosen) {
    const [all, drawn] = [graph.nodes.length, chosen.nodes.length];
    const known = this.graph.nodes.filter((node) => node.type === "store").length;
    const groups = this.group === null ? [] : [this.data.groups[this.group]];
    const unknown = groups.reduce((sum, group) => sum + group.stores, 0) - known;
    const { say, ui } = this.words;
    this.parts.left.replaceChildren(
      ...(drawn < all ? [html("span", {}, say("left", { drawn, all, left: all - drawn }))] : []),
      ...(drawn < all && drawn >= this.most && this.most < NODES_AT_MOST
        ? [
            html(
              "button",
              { type: "button", class: "p-more", onclick: () => this.drawMore() },
              say("draw_more", { n: NODES_AT_MOST }),
            ),
          ]
        : []),
      ...(unknown > 0 && groups.length ? [html("span", {}, say("cut", { n: unknown }))] : []),
      ...(all === 0 ? [html("span", {}, ui.nothing)] : []),
    );
  }

  drawMore() {
    for (const node of this.choice.nodes) this.pinned.add(node.key);
    this.most = NODES_AT_MOST;
    this.refresh({ apart: true });
  }
}

const isPhone = () => innerWidth < 700;
const height = (nodes) =>
  Math.min(
    nodes <= 6 ? 280 : nodes <= 25 && !isPhone() ? 400 : 560,
    Math.max(320, innerHeight * 0.8),
  );
