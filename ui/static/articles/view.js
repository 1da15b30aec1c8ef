/** The articles, for administrators: brings in, lists and takes out by the API, and has Gradio count the store anew. Its
 * parts outlive what Gradio draws around them. */

import { Bring } from "./bring.js";
import { List } from "./list.js";
import { sayMoments } from "./moments.js";

const list = new List(changed);
const bring = new Bring(changed);

/** To be called when the page has changed while the view is shown; `opened` is whether it was not shown before. */
export function showArticles(opened) {
  place("cw-bring", bring.root);
  place("cw-listed", list.root);
  nameChart();
  sayMoments(document.getElementById("cw-articles"));
  if (opened) changed();
}

/** What is in the store is, or may be, no longer what is shown. A server that does not answer is not asked through
 * Gradio, which would load the page anew once it does, and lose what is not sent yet. */
async function changed() {
  if (await list.load()) document.getElementById("cw-articles-refresh")?.click();
}

function place(id, part) {
  const found = document.getElementById(id);
  if (found && part.parentElement !== found) found.replaceChildren(part);
}

/** The chart is one picture to whoever hears it; the numbers stand in a table. */
function nameChart() {
  for (const chart of document.querySelectorAll("#cw-articles-chart .js-plotly-plot")) {
    if (!chart.layout?.meta || chart.getAttribute("aria-label") === chart.layout.meta) continue;
    chart.setAttribute("role", "img");
    chart.setAttribute("aria-label", chart.layout.meta);
  }
}
