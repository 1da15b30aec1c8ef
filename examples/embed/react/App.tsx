import { useState } from "react";
import { CitewellChat, type CitewellChatProps } from "./CitewellChat";

/** A page that can put the chat away, and have it speak Ukrainian. */
export function App({ server, site }: Pick<CitewellChatProps, "server" | "site">) {
  const [shown, setShown] = useState(true);
  const [lang, setLang] = useState("en");
  return (
    <main style={{ maxWidth: "40rem", margin: "2rem auto", fontFamily: "Georgia, serif" }}>
      <h1>Our archive</h1>
      <p>
        <button onClick={() => setShown(!shown)}>{shown ? "Put the chat away" : "Show the chat"}</button>{" "}
        <button onClick={() => setLang(lang === "en" ? "uk" : "en")}>{lang === "en" ? "Українською" : "In English"}</button>
      </p>
      {shown && <CitewellChat server={server} site={site} lang={lang} mode="inline" style={{ display: "block", height: "34rem" }} />}
    </main>
  );
}
