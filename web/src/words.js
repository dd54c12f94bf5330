// The words of the page in the language that is shown.

/**
 * The main part of the page that is shown, as the style sheet has it: that of the address, or
 * else the first language. Asked by address, for a style may not stand yet while a page loads.
 */
export function shownMain() {
  const target = document.getElementById(location.hash.slice(1));
  return target?.closest("main") ?? document.querySelector("main.shown-first");
}

/**
 * The words of one language: tables of words by code, and `say`, which fills the fields of a
 * sentence, `{name}`, with values.
 */
export function wordsOf(tables) {
  return {
    ...tables,
    say: (code, values = {}) =>
      tables.ui[code].replace(/\{(\w+)\}/g, (field, name) => values[name] ?? field),
    list: (names) => names.join(tables.ui.comma),
  };
}
