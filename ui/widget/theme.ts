/** A site's accent colour as a style sheet. The page's custom properties override it. */

const HEX = /^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i;
/** Luminance at which black and white text have equal contrast. */
const MIDDLE = 0.179;

/** Return the rules for a colour like #05a or #0055aa; "" for anything else, which must not reach the style sheet. */
export function themeRules(accent: string | undefined): string {
  if (!accent || !HEX.test(accent)) return "";
  const on = luminance(accent) > MIDDLE ? "#000" : "#fff";
  return `.root{--own:${accent};--on-own:${on}}`;
}

/** Return the relative luminance by WCAG 2, 0 to 1. */
function luminance(hex: string): number {
  const digits = hex.length === 4 ? hex.slice(1).replace(/./g, "$&$&") : hex.slice(1);
  const [red = 0, green = 0, blue = 0] = (digits.match(/../g) ?? []).map((pair) => {
    const part = parseInt(pair, 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
