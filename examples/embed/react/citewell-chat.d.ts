import type { DetailedHTMLProps, HTMLAttributes } from "react";

export interface CitewellChatProps {
  /** The site key, as `citewell sites add` prints it. */
  site: string;
  /** Where Citewell runs: "https://ask.paper.example". */
  server: string;
  /** A button at the corner, a block in the page, or the whole of its container; "bubble" where it is left out. */
  mode?: "bubble" | "inline" | "page";
  /** Language of the widget's own words; that of the page where it is left out. */
  lang?: string;
  dir?: "ltr" | "rtl";
  position?: "left" | "right";
  /** Shown before the first question, in place of the site's own. */
  greeting?: string;
  /** The widget's words in your own, as JSON: '{"open": "Ask us"}'. The names are in ui/widget/en.ts. */
  messages?: string;
  /** "light": also for readers who prefer dark. */
  scheme?: "light";
}

type Element = DetailedHTMLProps<HTMLAttributes<HTMLElement>, HTMLElement> & Partial<CitewellChatProps>;

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "citewell-chat": Element;
    }
  }
}
