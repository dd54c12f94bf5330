// Elements made in one call. Text is always text: nothing here reads markup.

const SVG = "http://www.w3.org/2000/svg";

/** An HTML element with attributes (`false` and `null` leave one out) and children. */
export const html = (tag, attributes, ...children) =>
  dressed(document.createElement(tag), attributes, children);

/** The same for SVG. */
export const svg = (tag, attributes, ...children) =>
  dressed(document.createElementNS(SVG, tag), attributes, children);

function dressed(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== false && value != null)
      element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child != null && child !== false));
  return element;
}

/** A choice among `[value, text]` pairs. */
export function choice(attributes, options, chosen) {
  return html(
    "select",
    attributes,
    ...options.map(([value, text]) => html("option", { value, selected: value === chosen }, text)),
  );
}

/** A control below its name. */
export const field = (name, control) =>
  html("label", { class: "p-field" }, html("span", {}, name), control);
