import { useEffect } from "react";

/** Citewell's chat. The script is loaded once, with the first chat that is shown; `server` is where Citewell runs.
 *
 * @param {import("./citewell-chat").CitewellChatProps} props
 */
export function CitewellChat({ server, ...attributes }) {
  useEffect(() => {
    const src = `${server}/widget.js`;
    if (document.querySelector(`script[src="${src}"]`)) return;
    document.head.append(Object.assign(document.createElement("script"), { type: "module", src }));
  }, [server]);
  return <citewell-chat server={server} {...attributes} />;
}
