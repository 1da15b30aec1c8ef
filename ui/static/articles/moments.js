/** Convert the server's UTC times to the reader's time zone; UTC stays as the title. */

import words, { day, filled } from "../say.js";

/** Call it when the view has changed. */
export function sayMoments(view) {
  for (const time of view.querySelectorAll("time:not([title])")) {
    const moment = new Date(time.dateTime);
    const here = new Date(moment - moment.getTimezoneOffset() * 60_000).toISOString(); // the local figures, without their zone
    time.title = time.textContent;
    time.textContent = filled(words.desk.moment, { day: day(here), time: here.slice(11, 16) });
  }
}
