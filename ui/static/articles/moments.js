/** Says when something was by the reader's own clock; what the server has written is UTC, and stays as the title. */

import words, { day, filled } from "../say.js";

/** To be called when the view has changed. */
export function sayMoments(view) {
  for (const time of view.querySelectorAll("time:not([title])")) {
    const moment = new Date(time.dateTime);
    const here = new Date(moment - moment.getTimezoneOffset() * 60_000).toISOString(); // its figures, not its zone
    time.title = time.textContent;
    time.textContent = filled(words.desk.moment, { day: day(here), time: here.slice(11, 16) });
  }
}
