import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App";

const root = document.getElementById("root")!;
const { server = "", site = "" } = root.dataset;

createRoot(root).render(
  <StrictMode>
    <App server={server} site={site} />
  </StrictMode>,
);
