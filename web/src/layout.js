// Where nodes stand: d3-force from the same places by the same number of steps, so that the
// same page shows the same picture. Nothing moves while it is reckoned.

import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from "d3-force";

const AT_ONCE = 160;
const STEPS = 220;
const TRIED = 24;
const STARTS = 6;
const LONGER = 1.5;
const SLICE_MS = 12;

/**
 * A simulation of places (`{key, x, y, size, push}`) and `links` between their keys, not yet run.
 * Places that have coordinates start from them.
 */
function arrangement(places, links) {
  return forceSimulation(places)
    .force(
      "link",
      forceLink(links)
        .id((place) => place.key)
        .distance((link) => link.length)
        .strength(0.7),
    )
    .force(
      "charge",
      forceManyBody()
        .strength((place) => place.push)
        .distanceMax(500),
    )
    .force(
      "apart",
      forceCollide((place) => place.size + 12),
    )
    .force("x", forceX().strength(0.05))
    .force("y", forceY().strength(0.05))
    .alphaDecay(1 - 0.001 ** (1 / STEPS))
    .stop();
}

/** A place as it stands on the stage: wider than high, as labels are, or on a phone higher. */
export function spread({ x, y }, upright) {
  return upright ? { x: y, y: x * LONGER } : { x: x * LONGER, y };
}

/** The place that `spread` gives. */
export function gathered({ x, y }, upright) {
  return upright ? { x: y / LONGER, y: x } : { x: x / LONGER, y };
}

/**
 * Arrange places and links, then call `done`: at once where they are few, else in slices. What
 * is returned stops it. Few new places are tried from several starts, for the fewest crossings.
 */
export function settle(places, links, done) {
  if (places.length <= AT_ONCE) {
    const fresh = places.every((place) => place.x === undefined);
    if (fresh && places.length <= TRIED) clearest(places, links);
    else arrangement(places, links).tick(STEPS);
    done();
    return () => {};
  }
  const simulation = arrangement(places, links);
  let left = STEPS;
  let timer = setTimeout(function slice() {
    const until = performance.now() + SLICE_MS;
    while (left > 0 && performance.now() < until) {
      simulation.tick();
      left -= 1;
    }
    if (left > 0) timer = setTimeout(slice);
    else done();
  });
  return () => clearTimeout(timer);
}

/** Give places the coordinates of the start that leads to the fewest crossings. */
function clearest(places, links) {
  let least = Infinity;
  let best = [];
  for (let start = 0; start < STARTS && least > 0; start += 1) {
    const copies = places.map((place, i) => ({ ...place, ...around(i, places.length, start) }));
    const ties = links.map((link) => ({ ...link }));
    arrangement(copies, ties).tick(STEPS);
    const found = crossings(ties);
    if (found < least) [least, best] = [found, copies];
  }
  places.forEach((place, i) => Object.assign(place, { x: best[i].x, y: best[i].y }));
}

/** A place on a circle, in an order that differs from start to start. */
function around(i, n, start) {
  const angle = ((i * (start + 1)) % n) + i / n;
  return {
    x: 100 * Math.cos((angle * 2 * Math.PI) / n),
    y: 100 * Math.sin((angle * 2 * Math.PI) / n),
  };
}

/** How many pairs of links cross. */
export function crossings(links) {
  const side = (a, b, c) => Math.sign((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x));
  let found = 0;
  links.forEach(({ source: a, target: b }, i) => {
    for (const { source: c, target: d } of links.slice(i + 1)) {
      if (a === c || a === d || b === c || b === d) continue;
      found += side(a, b, c) !== side(a, b, d) && side(c, d, a) !== side(c, d, b);
    }
  });
  return found;
}
