import type { BrowserContextOptions } from "playwright";

export type Look = { name: string; width: number; height: number; options: BrowserContextOptions };

/** A desk and a phone, as their browsers say what they are. */
export const looks: Look[] = [
  { name: "1440", width: 1440, height: 900, options: {} },
  {
    name: "360",
    width: 360,
    height: 740,
    options: { deviceScaleFactor: 2, isMobile: true, hasTouch: true },
  },
];

export const themes = ["light", "dark"] as const;
