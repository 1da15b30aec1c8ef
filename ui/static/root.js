/** Addresses of this server. It may answer below a path, as in https://paper.example/ask/. */

const ROOT = new URL("../", import.meta.url); // this file is ROOT/static/root.js

/** The address of "api/chat", and of any other path without a leading slash. */
export const at = (path) => new URL(path, ROOT).href;
