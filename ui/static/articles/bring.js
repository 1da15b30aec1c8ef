/** Add articles: chosen or dropped files, and pasted URLs. */

import { element } from "../article.js";
import { at } from "../root.js";
import words, { filled } from "../say.js";
import { button, labelled } from "./made.js";
import { Report } from "./report.js";
import { sent } from "./sent.js";

const texts = words.desk;
const INGEST = at("api/ingest");
const KEPT = "cw-addresses"; // session storage: Gradio reloads the page after a server restart

export class Bring {
  root = element("section", "cw-bring");
  #files = element("input", "cw-unseen");
  #addresses = element("textarea");
  #fetch = button("cw-begin", texts.fetch);
  #stop = button("cw-halt", texts.stop);
  #again = button("cw-halt", texts.again);
  #report = new Report();
  #changed;
  #stopping = null; // stops the running import
  #unsent = null; // repeats the failed import

  /** Call `changed` when articles may have been added. */
  constructor(changed) {
    this.#changed = changed;
    const actions = element("div", "cw-bring-actions");
    actions.append(this.#fetch, this.#stop, this.#again);
    this.root.append(element("h3", "", texts.bring), this.#fileArea(), this.#addressArea(), actions, this.#report.root);
    this.#fetch.addEventListener("click", () => this.#takeAddresses());
    this.#stop.addEventListener("click", () => this.#stopping?.abort());
    this.#again.addEventListener("click", () => this.#unsent?.());
    this.#takeDrops();
    this.#show();
  }

  #fileArea() {
    const area = element("div", "cw-drop");
    const choose = labelled(this.#files, texts.choose, "cw-choose");
    this.#files.type = "file";
    this.#files.multiple = true;
    this.#files.addEventListener("change", () => {
      this.#takeFiles([...this.#files.files]);
      this.#files.value = ""; // allow choosing the same file again
    });
    const line = element("p", "", `${texts.drop} `);
    line.append(this.#files, choose);
    area.append(line, element("p", "cw-kinds", filled(texts.kinds, { kinds: words.suffixes })));
    return area;
  }

  #addressArea() {
    const area = element("div", "cw-addresses");
    this.#addresses.rows = 2;
    this.#addresses.value = sessionStorage.getItem(KEPT) ?? "";
    this.#addresses.addEventListener("input", () => this.#keep());
    this.#addresses.placeholder = texts.addresses_hint;
    this.#addresses.spellcheck = false;
    this.#addresses.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.#takeAddresses();
    });
    area.append(labelled(this.#addresses, texts.addresses), this.#addresses);
    return area;
  }

  /** Accept drops anywhere in the view: a browser leaves the page for a file dropped beside a drop area. */
  #takeDrops() {
    const holds = (event) => this.root.offsetParent && event.dataTransfer?.types.includes("Files");
    document.addEventListener("dragover", (event) => {
      if (!holds(event)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = this.#stopping ? "none" : "copy";
      this.root.classList.toggle("cw-over", !this.#stopping);
    });
    for (const name of ["dragleave", "drop"]) {
      document.addEventListener(name, (event) => {
        if (name === "drop" || !event.relatedTarget) this.root.classList.remove("cw-over");
      });
    }
    document.addEventListener("drop", (event) => {
      if (!holds(event)) return;
      event.preventDefault();
      const folders = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.()?.isDirectory);
      const files = [...event.dataTransfer.files];
      this.#takeFiles(
        files.filter((_, number) => !folders[number]),
        files.filter((_, number) => folders[number]),
      );
    });
  }

  #takeFiles(files, folders = []) {
    const failed = folders.map(({ name }) => ({ source: name, error: texts.folder }));
    if (!files.length) {
      if (failed.length && !this.#stopping) this.#report.failed("", failed);
      return;
    }
    const body = new FormData();
    for (const file of files) body.append("files", file, file.name);
    this.#take({ body }, () => this.#takeFiles(files, folders), failed);
  }

  async #takeAddresses() {
    const urls = this.#addresses.value.split(/\s+/).filter(Boolean);
    const headers = { "Content-Type": "application/json" };
    const report = await this.#take({ body: JSON.stringify({ urls }), headers }, () => this.#takeAddresses());
    // Failed URLs stay for correction; so does text entered meanwhile.
    if (!report) return;
    const failed = new Set(report.failed.map(({ source }) => source));
    const lines = this.#addresses.value.split(/\s+/).filter(Boolean);
    this.#addresses.value = lines.filter((line) => failed.has(line) || !urls.includes(line)).join("\n");
    this.#keep();
  }

  #keep() {
    sessionStorage.setItem(KEPT, this.#addresses.value);
  }

  /** Run an import and return its report; null if it did not finish, and `again` then retries it. */
  async #take(asked, again, failed = []) {
    if (this.#stopping) return null;
    const focused = document.activeElement;
    this.#stopping = new AbortController();
    this.#unsent = null;
    this.#report.begin();
    this.#show();
    if (focused === this.#fetch || focused === this.#again) this.#stop.focus();
    const { report, problem } = await sent(INGEST, asked, this.#stopping.signal, (step) => this.#report.step(step));
    const stopped = this.#stopping.signal.aborted;
    this.#stopping = null;
    if (report) this.#report.done({ ...report, failed: [...failed, ...report.failed] });
    else if (stopped) this.#report.stopped();
    else this.#report.failed(problem, failed);
    if (!report && !stopped) this.#unsent = again;
    const onStop = document.activeElement === this.#stop;
    this.#show();
    if (onStop) (this.#unsent ? this.#again : this.#fetch).focus();
    this.#changed();
    return report ?? null;
  }

  #show() {
    const busy = this.#stopping !== null;
    this.#fetch.hidden = busy;
    this.#stop.hidden = !busy;
    this.#again.hidden = busy || !this.#unsent;
    this.#files.disabled = busy;
    this.root.classList.toggle("cw-busy", busy);
  }
}
