// Where nodes stand: d3-force from the same places by the same number of steps, so that the
// same page shows the same picture. Nothing moves while it is reckoned.

import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from "d3-force";

const AT_ONCE = 160;
const STEPS = 220;
const TRIED = 24;
const STARTS = 24;
const LONGER = 1.5;
const STAGE = 2; // about as many times as wide as high
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
export function spread({ x, y }, upright, longer = LONGER) {
  return upright ? { x: y, y: x * longer } : { x: x * longer, y };
}

/** The place that `spread` gives. */
export function gathered({ x, y }, upright, longer = LONGER) {
  return upright ? { x: y / longer, y: x } : { x: x / longer, y };
}

/** By how much places are drawn out to fill the stage: those that lie along x anyway, less. */
export function stretch(places) {
  const extent = (all) => Math.max(...all) - Math.min(...all);
  const [wide, high] = [extent(places.map(({ x }) => x)), extent(places.map(({ y }) => y))];
  return Math.max(1, Math.min(LONGER, (STAGE * high) / (wide || 1)));
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
    if (fresh) lie(places);
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

/** Turn places about their middle until they lie along x: the stage is wider than high. */
export function lie(places) {
  const mean = (of) => places.reduce((sum, place) => sum + of(place), 0) / places.length;
  const [x, y] = [mean((place) => place.x), mean((place) => place.y)];
  const wide = mean((place) => (place.x - x) ** 2 - (place.y - y) ** 2);
  const slant = mean((place) => (place.x - x) * (place.y - y));
  const angle = Math.atan2(2 * slant, wide) / 2;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  for (const place of places) {
    const [right, down] = [place.x - x, place.y - y];
    place.x = right * cos + down * sin;
    place.y = down * cos - right * sin;
  }
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
