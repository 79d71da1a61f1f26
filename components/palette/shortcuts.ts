export type Shortcut = "flags" | "users" | "audit" | "search" | "help";

const afterG: Record<string, Shortcut> = { f: "flags", u: "users", a: "audit" };
const alone: Record<string, Shortcut> = { "/": "search", "?": "help" };

/** What a key asks for, given whether `g` was pressed just before it. */
export function shortcutFor(key: string, wasG: boolean): Shortcut | undefined {
  return wasG ? afterG[key] : alone[key];
}

/** The keys that open the palette, as they are written on the keyboard of this browser (its `User-Agent`). */
export function paletteKeys(userAgent: string | null): string[] {
  return /Macintosh|iPhone|iPad/.test(userAgent ?? "") ? ["⌘", "K"] : ["Ctrl", "K"];
}

/** All of them but those with Ctrl or ⌘, as the help sheet tells them. */
export const shortcutHelp: { keys: string[]; words: string; readers?: boolean }[] = [
  { keys: ["/"], words: "Search on this page, or everywhere" },
  { keys: ["g", "f"], words: "Go to the flags", readers: true },
  { keys: ["g", "u"], words: "Go to the users", readers: true },
  { keys: ["g", "a"], words: "Go to the audit log", readers: true },
  { keys: ["?"], words: "Show this list" },
  { keys: ["Esc"], words: "Close what is open" },
];
