// What a report page does by script. Without it every fact is in the tables.

import { Picture } from "./picture.js";
import { enhance } from "./tables.js";
import { shownMain, wordsOf } from "./words.js";

const page = JSON.parse(document.getElementById("page-data").textContent);
const words = Object.fromEntries(
  Object.entries(page.words).map(([lang, tables]) => [lang, wordsOf(tables)]),
);

for (const main of document.querySelectorAll("main")) enhance(main, words[main.id]);

if (page.picture) {
  for (const one of Object.values(words))
    one.machine = (place) =>
      one.machines[page.picture.machines[place]] ?? page.picture.machines[place];
  const picture = new Picture(page.picture, page.families);
  let shown;
  const draw = () => {
    const main = shownMain();
    if (main === shown) return;
    shown = main;
    picture.mount(main.querySelector(".picture"), words[main.id]);
  };
  draw();
  addEventListener("hashchange", draw);
}
