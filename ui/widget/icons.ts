/** Icons: SVG paths in a 24 by 24 view box. */

export const ASK = "M3 5h18v12H12l-5 4v-4H3zM8 11h.1M12 11h.1M16 11h.1";
export const CLOSE = "M5 5l14 14M19 5L5 19";
export const FRESH = "M12 5v14M5 12h14";
export const SEND = "M12 20V5M5 12l7-7 7 7";
export const STOP = "M7 7h10v10H7z";
export const ALARM = "M12 4L2 20h20zM12 10v5m0 2v.1";
export const THUMB = "M8 21V10l4-7q3 0 2 6h7l-3 12zM3 10h5v11H3z";
export const COPY = "M8 8h12v13H8zM5 16H4V3h12v2";
export const OUT = "M8 5h11v11M19 5L6 18";
