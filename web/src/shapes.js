// The shape of each kind of node, as an SVG path around its middle. Shape tells what colour
// tells: nobody has to see colours.

const corners = (n, radius, turn = 0) =>
  `M${Array.from({ length: n }, (_one, i) => {
    const angle = turn + (2 * Math.PI * i) / n - Math.PI / 2;
    return `${(radius * Math.cos(angle)).toFixed(2)},${(radius * Math.sin(angle)).toFixed(2)}`;
  }).join("L")}Z`;

const plus = (long, wide) =>
  `M${-wide},${-long}H${wide}V${-wide}H${long}V${wide}H${wide}V${long}H${-wide}V${wide}H${-long}V${-wide}H${-wide}Z`;

const circle = (r) => `M${-r},0a${r},${r} 0 1,0 ${2 * r},0a${r},${r} 0 1,0 ${-2 * r},0Z`;

/** Shapes of the families of kinds; a family that is not known is a small circle. */
const VALUES = {
  network: corners(4, 11),
  hardware: corners(4, 11.5, Math.PI / 4),
  browser: corners(3, 11.5),
  "legal-entity": corners(6, 10.5),
  person: corners(3, 11.5, Math.PI),
  contact: corners(5, 11),
  bank: plus(10, 4),
  address: "M-6,-9H6L11,9H-11Z",
};

/** What tells kinds of one family apart: something white in the middle. */
const MIDDLES = [
  null,
  circle(3),
  "M-1.6,-4.5H1.6V4.5H-1.6Z",
  "M-4.5,-1.6H4.5V1.6H-4.5Z",
  plus(4.5, 1.2),
  corners(3, 4.5),
];

export const SIZES = { store: 12, value: 11, fold: 14 };

/** The shape of a store: one that is suspended has the corners of a stop sign. */
export const storeShape = (barred) => (barred ? corners(8, 13, Math.PI / 8) : circle(11));

/**
 * How values look, by their kind: `{kind, path, middle}`, `kind` being a class for the colour of
 * the family that `families` names.
 */
export function looksOf(values, families) {
  const looks = {};
  const met = {};
  for (const kind of new Set(values.map((value) => value.kind).sort())) {
    const family = families[kind];
    const nth = (met[family] = (met[family] ?? -1) + 1);
    looks[kind] = {
      kind: `value f-${family}`,
      path: VALUES[family] ?? circle(6),
      middle: MIDDLES[nth % MIDDLES.length],
    };
  }
  return looks;
}
