import { Refusal } from "@/lib/errors";

const maxDepth = 32;

/**
 * Refuses what JSON can carry and PostgreSQL or a canonical text cannot: NUL, lone surrogates, numbers beyond a double,
 * nesting deeper than 32. Every door calls it once on what came in.
 */
export function assertWellFormed(value: unknown, path = "", depth = 0): void {
  const refuse = (message: string) =>
    new Refusal("invalid", message, { errors: [{ path, message }] });

  if (depth > maxDepth) throw refuse(`Nested deeper than ${maxDepth} levels. Make it flatter.`);
  if (typeof value === "string" && (value.includes("\0") || !value.isWellFormed())) {
    throw refuse("Contains a character that is not valid text. Send well-formed UTF-8.");
  }
  if (typeof value === "number" && !Number.isFinite(value))
    throw refuse("The number is too large. Send it as text, or a smaller one.");
  if (typeof value !== "object" || value === null) return;

  for (const [key, inner] of Object.entries(value)) {
    assertWellFormed(key, path, depth + 1);
    assertWellFormed(inner, path ? `${path}.${key}` : key, depth + 1);
  }
}
