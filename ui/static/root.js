/** URLs of this server, which may be below a path such as https://paper.example/ask/. */

const ROOT = new URL("../", import.meta.url); // this file is ROOT/static/root.js

/** Return the URL of a path without a leading slash, such as "api/chat". */
export const at = (path) => new URL(path, ROOT).href;
