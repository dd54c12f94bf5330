// Which labels are shown: none lies on another or on a node, the first ones win.

export const LINE = 15;
const LONGEST = 24;

/** A text as it stands beside a node: cut in the middle, where names of one kind differ least. */
export function short(text) {
  const letters = [...text];
  if (letters.length <= LONGEST) return text;
  return `${letters.slice(0, 13).join("")}…${letters.slice(-10).join("")}`;
}

/** About how wide a text is drawn at 12 px: a Chinese letter is square, others half as wide. */
export function widthOf(text) {
  let width = 0;
  for (const letter of text) width += letter.codePointAt(0) > 0x2e7f ? 12.5 : 6.9;
  return width;
}

/**
 * Where there is room for labels: a map from the key of each that has some to the top of its line.
 *
 * `labels` are `{key, x, tops, width, sure}`, the tops in the order in which they are tried; one
 * that is `sure` stands at its first top if need be. `nodes` are `{key, x, y, size}`. The first
 * label wins.
 */
export function withRoom(labels, nodes) {
  const taken = nodes.map(({ key, x, y, size }) => ({
    key,
    left: x - size,
    right: x + size,
    top: y - size,
    bottom: y + size,
  }));
  const shown = new Map();
  for (const { key, x, tops, width, sure } of labels) {
    const boxes = tops.map((top) => ({
      key,
      left: x - width / 2,
      right: x + width / 2,
      top,
      bottom: top + LINE,
    }));
    const free =
      boxes.find((box) => !taken.some((other) => other.key !== key && overlap(box, other))) ??
      (sure && boxes[0]);
    if (!free) continue;
    taken.push(free);
    shown.set(key, free.top);
  }
  return shown;
}

const overlap = (one, other) =>
  one.left < other.right &&
  other.left < one.right &&
  one.top < other.bottom &&
  other.top < one.bottom;
