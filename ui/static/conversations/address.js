/** The conversation that the page's address names: `?c=ID`. Back, forward and bookmarks work by it. */

const NAME = "c";

export function addressed() {
  return new URLSearchParams(location.search).get(NAME) ?? "";
}

/** The address of a conversation, "" for a new one; the language that is asked for stays. */
export function nameAddress(id) {
  const asked = new URLSearchParams(location.search);
  if (id) asked.set(NAME, id);
  else asked.delete(NAME);
  const query = asked.toString();
  return location.pathname + (query ? `?${query}` : "");
}

/** Have the address name it; `instead` of what it names now, which then is no place to go back to. */
export function goTo(id, { instead = false } = {}) {
  if (id === addressed()) return;
  history[instead ? "replaceState" : "pushState"](null, "", nameAddress(id) + (instead ? location.hash : ""));
}
