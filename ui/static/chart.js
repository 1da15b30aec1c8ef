/** Charts that Plotly has drawn: each point is a citation, for the mouse and the keyboard. */

import words, { filled } from "./say.js";

const wired = new WeakSet();

/** To be called when the chat has changed. `openLink` opens what has a citation's fragment as its `hash`. */
export function wireCharts(chat, openLink) {
  for (const chart of chat.querySelectorAll(".js-plotly-plot")) {
    if (!chart.on || !chart.layout) continue; // Plotly is not done with it yet
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

/** A point is reached and opened as a link is. Plotly may draw other data with the same elements later on. */
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
