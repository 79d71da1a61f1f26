import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const css = readFileSync(new URL("./globals.css", import.meta.url), "utf8");

type Scheme = "light" | "dark";
type Tokens = Map<string, Record<Scheme, string>>;

const [ordinary, high] = css.split("@variant high-contrast").map((part) => {
  const tokens: Tokens = new Map();
  for (const [, name, light, dark] of part.matchAll(
    /--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g,
  )) {
    tokens.set(name!, { light: light!, dark: dark! });
  }
  return tokens;
});

/** Relative luminance of `#rrggbb` as WCAG 2.2 defines it. */
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

function contrast(a: string, b: string, tokens: Tokens, scheme: Scheme): number {
  const [first, second] = [a, b].map((name) => {
    const token = tokens.get(name);
    if (!token) throw new Error(`globals.css has no colour --${name}`);
    return luminance(token[scheme]);
  });
  return (Math.max(first!, second!) + 0.05) / (Math.min(first!, second!) + 0.05);
}

const grounds = ["canvas", "surface", "subtle", "hover"];
const states = ["accent", "success", "warning", "danger"];

const text = [
  ...grounds.flatMap((ground) => ["ink", "muted", ...states].map((ink) => [ink, ground])),
  ...states.flatMap((state) => [state, "ink", "muted"].map((ink) => [ink, `${state}-soft`])),
  ...["accent-solid", "accent-strong", "danger-solid", "danger-strong", "success-solid"].map(
    (solid) => ["on-solid", solid],
  ),
] as [string, string][];

const shapes = [
  ...["control", "accent", "success-solid", "accent-solid"].flatMap((shape) =>
    ["canvas", "surface"].map((ground) => [shape, ground]),
  ),
  ["on-solid", "control"],
] as [string, string][];

const schemes: Scheme[] = ["light", "dark"];

describe.each(schemes)("the %s theme", (scheme) => {
  it.each(text)("shows %s text on %s with at least 4.5:1", (ink, ground) => {
    expect(contrast(ink, ground, ordinary!, scheme)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(shapes)("shows the shape %s on %s with at least 3:1", (shape, ground) => {
    expect(contrast(shape, ground, ordinary!, scheme)).toBeGreaterThanOrEqual(3);
  });
});

const lines = ["line", "line-strong", ...states.map((state) => `${state}-line`)];

describe.each(schemes)("the high-contrast theme where the system is %s", (scheme) => {
  it("has a colour of its own for each of the ordinary ones", () => {
    expect([...high!.keys()]).toEqual([...ordinary!.keys()]);
  });

  it.each(text)("shows %s text on %s with at least 7:1", (ink, ground) => {
    expect(contrast(ink, ground, high!, scheme)).toBeGreaterThanOrEqual(7);
  });

  it.each(shapes)("shows the shape %s on %s with at least 4.5:1", (shape, ground) => {
    expect(contrast(shape, ground, high!, scheme)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(lines.flatMap((line) => grounds.map((ground) => [line, ground] as const)))(
    "shows the %s on %s with at least 3:1",
    (line, ground) => {
      expect(contrast(line, ground, high!, scheme)).toBeGreaterThanOrEqual(3);
    },
  );
});
