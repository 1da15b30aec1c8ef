/** Offsets count code points (as Python does); strings here count UTF-16 units, of which an emoji takes two. */

/** The index in `text`, in UTF-16 units, of the code point number `offset`; the end where there are fewer. */
export function unitIndex(text, offset) {
  let index = 0;
  for (let seen = 0; seen < offset && index < text.length; seen += 1) {
    index += text.codePointAt(index) > 0xffff ? 2 : 1;
  }
  return index;
}
