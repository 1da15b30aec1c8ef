/** Make the points of Plotly's charts links to citations, for mouse and keyboard. */

import words, { filled } from "./say.js";

const wired = new WeakSet();

/** Call it when the chat has changed. `openLink` opens an object whose `hash` is a citation's fragment. */
export function wireCharts(chat, openLink) {
  for (const chart of chat.querySelectorAll(".js-plotly-plot")) {
    if (!chart.on || !chart.layout) continue; // Plotly is still drawing it
    if (!wired.has(chart)) {
      wired.add(chart);
      chart.on("plotly_click", ({ points }) => openLink({ hash: points[0].customdata[0] }));
      chart.on("plotly_hover", () => chart.classList.add("cw-over"));
      chart.on("plotly_unhover", () => chart.classList.remove("cw-over"));
      chart.on("plotly_afterplot", () => namePoints(chart, openLink));
    }
    namePoints(chart, openLink);
  }
}

/** Give points the role, name and keys of links. Plotly may reuse the elements for other data later. */
function namePoints(chart, openLink) {
  chart.setAttribute("role", "group");
  chart.setAttribute("aria-label", filled(words.chart, { title: chart.layout.meta }));
  chart.querySelectorAll(".scatterlayer .point").forEach((point, number) => {
    point.setAttribute("aria-label", chart.data[0].customdata[number][1]);
    if (point.getAttribute("role") === "link") return;
    point.setAttribute("role", "link");
    point.setAttribute("tabindex", "0");
    point.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      openLink({ hash: chart.data[0].customdata[number][0] });
    });
  });
}
