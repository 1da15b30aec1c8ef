/** The articles view for administrators: add, list and remove articles by the API, and let Gradio refresh the
 * statistics. Its elements survive Gradio's redrawing. */

import { Bring } from "./bring.js";
import { List } from "./list.js";
import { sayMoments } from "./moments.js";

const list = new List(changed);
const bring = new Bring(changed);

/** Call it when the page changes while the view is shown; `opened` is whether the view was hidden before. */
export function showArticles(opened) {
  place("cw-bring", bring.root);
  place("cw-listed", list.root);
  nameChart();
  sayMoments(document.getElementById("cw-articles"));
  if (opened) changed();
}

/** Refresh list and statistics. If the server is down, do not ask through Gradio: it would reload the page once the server
 * is back, and lose unsent input. */
async function changed() {
  if (await list.load()) document.getElementById("cw-articles-refresh")?.click();
}

function place(id, part) {
  const found = document.getElementById(id);
  if (found && part.parentElement !== found) found.replaceChildren(part);
}

/** Present the chart to screen readers as one image; a table has the numbers. */
function nameChart() {
  for (const chart of document.querySelectorAll("#cw-articles-chart .js-plotly-plot")) {
    if (!chart.layout?.meta || chart.getAttribute("aria-label") === chart.layout.meta) continue;
    chart.setAttribute("role", "img");
    chart.setAttribute("aria-label", chart.layout.meta);
  }
}
