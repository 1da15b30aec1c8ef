"use client";

import { type DetailedHTMLProps, type HTMLAttributes, useEffect } from "react";

export interface CitewellChatProps extends HTMLAttributes<HTMLElement> {
  /** The site key, as `citewell sites add` prints it. */
  site: string;
  /** Where Citewell runs: "https://ask.paper.example". */
  server: string;
  /** A button at the corner, a block in the page, or as high as the window; "bubble" where it is left out. */
  mode?: "bubble" | "inline" | "page";
  position?: "left" | "right";
  /** The paper's colour, "#8a1538". */
  accent?: string;
  /** Shown before the first question, in place of the site's own. */
  greeting?: string;
  /** The widget's words in your own, as JSON: '{"open": "Ask us"}'. The names are in ui/widget/en.ts. */
  messages?: string;
  /** "light": also for readers who prefer dark. */
  scheme?: "light";
}

/** Citewell's chat. Its script is loaded once, with the first chat that is shown. */
export function CitewellChat({ server, ...attributes }: CitewellChatProps) {
  useEffect(() => {
    const src = `${server.replace(/\/+$/, "")}/widget.js`;
    if (document.querySelector(`script[src="${src}"]`)) return;
    document.head.append(Object.assign(document.createElement("script"), { type: "module", src }));
  }, [server]);
  return <citewell-chat server={server} {...attributes} />;
}

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "citewell-chat": DetailedHTMLProps<CitewellChatProps, HTMLElement>;
    }
  }
}
