// Where an arrow key leads: to the neighbour that lies most in its direction.

const ARROWS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

/**
 * The place to go to from `at` by an arrow key; undefined for another key, or where nothing
 * lies that way. Neighbours come first, then whatever is drawn: so every island is reached.
 */
export function next(at, key, neighbours, all) {
  const arrow = ARROWS[key];
  return arrow && (nearest(at, arrow, neighbours) ?? nearest(at, arrow, all));
}

function nearest(at, [right, down], places) {
  let best;
  let least = Infinity;
  for (const place of places) {
    const [x, y] = [place.x - at.x, place.y - at.y];
    const along = x * right + y * down;
    const aside = Math.abs(x * down) + Math.abs(y * right);
    if (along <= 0 || aside > along * 1.2 || along + 2 * aside >= least) continue;
    best = place;
    least = along + 2 * aside;
  }
  return best;
}
