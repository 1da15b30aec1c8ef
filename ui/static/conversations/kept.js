/** The API of the visitor's conversations: each call returns { body } or { problem }, the reason. */

import { at } from "../root.js";
import words from "../say.js";

const ADDRESS = at("api/conversations");

export function search(wanted) {
  return asked(`?${new URLSearchParams({ search: wanted })}`);
}

export function rename(id, title) {
  const headers = { "Content-Type": "application/json" };
  return asked(`/${id}`, { method: "PATCH", headers, body: JSON.stringify({ title }) });
}

export function forget(id) {
  return asked(`/${id}`, { method: "DELETE" });
}

export function exportAddress(id, format) {
  return `${ADDRESS}/${id}/export?format=${format}`;
}

async function asked(rest, options) {
  try {
    const response = await fetch(ADDRESS + rest, options);
    const body = response.status === 204 ? {} : await response.json();
    return response.ok ? { body } : { problem: body.detail ?? String(response.status) };
  } catch {
    return { problem: words.panel.unanswered };
  }
}
