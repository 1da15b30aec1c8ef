/** Convert offsets: the server counts code points, JavaScript UTF-16 units (an emoji has two). */

/** Return the UTF-16 index of code point `offset` in `text`, at most the end of the text. */
export function unitIndex(text, offset) {
  let index = 0;
  for (let seen = 0; seen < offset && index < text.length; seen += 1) {
    index += text.codePointAt(index) > 0xffff ? 2 : 1;
  }
  return index;
}
