// Stands in for d3-transition and d3-interpolate, which d3-zoom asks to stop what is moving and
// to fly from view to view: here nothing moves by itself. A third of the script would be these
// two and what they need.

import { selection } from "d3-selection";

export const interrupt = () => {};
export const interpolateZoom = () => {};

selection.prototype.interrupt = function () {
  return this;
};
