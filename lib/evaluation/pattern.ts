import { RE2JS } from "re2js";

/** A pattern that takes more than this many steps a character is refused. */
const maxProgram = 1_000;

/** A pattern in RE2 syntax, looked for anywhere in a text in time linear in its length. Throws what is wrong with it. */
export function linearPattern(text: string): { test(value: string): boolean } {
  const pattern = compiled(text);
  if (pattern.programSize() > maxProgram) throw new Error("The pattern is too large: repeat less.");
  return pattern;
}

function compiled(text: string): RE2JS {
  try {
    return RE2JS.compile(text);
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    throw new Error(`The pattern cannot be read: ${cause}.`);
  }
}
