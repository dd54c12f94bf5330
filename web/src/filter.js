// Which values and ties are shown: by kind, by level, by the days on which they were seen.

import { LEVELS, part } from "./data.js";

export const ALL = { without: [], level: "", from: "", to: "" };

/**
 * The graph of what passes. What was seen on no known day is in no range and always passes,
 * like a paper. Stores that share nothing any more go, but for those of the page's machine.
 */
export function filtered(graph, filters) {
  if (filters === ALL) return graph;
  const passes = (value) =>
    !filters.without.includes(value.kind) &&
    (!filters.level || LEVELS.indexOf(value.level) <= LEVELS.indexOf(filters.level));
  const inTime = (_value, tie) =>
    !tie.first ||
    ((!filters.to || tie.first <= filters.to) && (!filters.from || tie.last >= filters.from));
  const ties = part(graph, (node) => node.type === "store" || passes(node), inTime);
  const shared = (node) => node.type === "value" && node.near.length > 1;
  return part(
    ties,
    (node) =>
      shared(node) ||
      (node.type === "store" && (node.here || node.near.some((one) => shared(one.node)))),
    () => true,
  );
}

/** Days to choose a range from: each day of a short time, else the first of each month. */
export function daysOf(graph) {
  const seen = graph.nodes
    .flatMap((node) => node.near.flatMap(({ tie }) => [tie.first, tie.last]))
    .filter(Boolean)
    .sort();
  if (!seen.length) return [];
  const last = seen.at(-1);
  const days = [];
  const day = new Date(`${seen[0]}T00:00:00Z`);
  const step = Date.parse(last) - day <= 62 * 864e5 ? "Date" : "Month";
  if (step === "Month") day.setUTCDate(1);
  for (; written(day) <= last; day[`setUTC${step}`](day[`getUTC${step}`]() + 1))
    days.push(written(day));
  return days;
}

const written = (day) => day.toISOString().slice(0, 10);
