import { expect, it } from "vitest";
import { paletteKeys, shortcutFor, shortcutHelp } from "./shortcuts";

it("a shortcut of two keys begins with g", () => {
  expect(shortcutFor("f", true)).toBe("flags");
  expect(shortcutFor("u", true)).toBe("users");
  expect(shortcutFor("a", true)).toBe("audit");
  expect(shortcutFor("f", false)).toBeUndefined();
});

it("a shortcut of one key is none after g", () => {
  expect(shortcutFor("/", false)).toBe("search");
  expect(shortcutFor("?", false)).toBe("help");
  expect(shortcutFor("/", true)).toBeUndefined();
});

it("the palette opens by the key that stands on the keyboard", () => {
  const mac = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15";
  expect(paletteKeys(mac)).toEqual(["⌘", "K"]);
  expect(paletteKeys("Mozilla/5.0 (X11; Linux x86_64)")).toEqual(["Ctrl", "K"]);
  expect(paletteKeys(null)).toEqual(["Ctrl", "K"]);
});

it("the help tells every shortcut", () => {
  const told = shortcutHelp.map(({ keys }) => shortcutFor(keys.at(-1) ?? "", keys[0] === "g"));
  for (const each of ["flags", "users", "audit", "search", "help"]) expect(told).toContain(each);
});
