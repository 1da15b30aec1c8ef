/** The conversation in the page's address, `?c=ID`, for Back, Forward and bookmarks. */

const NAME = "c";

export function addressed() {
  return new URLSearchParams(location.search).get(NAME) ?? "";
}

/** Return the address of a conversation, "" for a new one; `?lang` stays. */
export function nameAddress(id) {
  const asked = new URLSearchParams(location.search);
  if (id) asked.set(NAME, id);
  else asked.delete(NAME);
  const query = asked.toString();
  return location.pathname + (query ? `?${query}` : "");
}

/** Put a conversation in the address; `instead` replaces the history entry. */
export function goTo(id, { instead = false } = {}) {
  if (id === addressed()) return;
  history[instead ? "replaceState" : "pushState"](null, "", nameAddress(id) + (instead ? location.hash : ""));
}
