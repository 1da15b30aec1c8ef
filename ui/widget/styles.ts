/** The style sheet of the shadow root, in the order in which its rules go before each other. */

import answer from "./styles/answer.css";
import circumstances from "./styles/circumstances.css";
import citation from "./styles/citation.css";
import composer from "./styles/composer.css";
import conflicts from "./styles/conflicts.css";
import corner from "./styles/corner.css";
import elements from "./styles/elements.css";
import host from "./styles/host.css";
import panel from "./styles/panel.css";
import state from "./styles/state.css";

export const styles =
  host + elements + corner + panel + answer + citation + conflicts + state + composer + circumstances;
