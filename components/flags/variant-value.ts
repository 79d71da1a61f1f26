import type { FlagType, Variant } from "@/lib/flags/schema";

export type VariantValue = Variant["value"];

/** A value as one types it: texts without quotes, objects as indented JSON. */
export function valueText(value: VariantValue): string {
  if (typeof value === "string") return value;
  return JSON.stringify(value, null, typeof value === "object" ? 2 : 0);
}

/** A value on one line, as one reads it: texts with quotes, so that "1" and 1 differ. */
export function valueWords(value: VariantValue | undefined): string {
  return JSON.stringify(value) ?? "nothing";
}

/** "blue: "#00f"", shortened to what a menu shows. */
export function variantWords({ key, value }: Variant): string {
  const words = `${key}: ${valueWords(value)}`;
  return words.length > 80 ? `${words.slice(0, 79)}…` : words;
}

/** What was typed, as a value of the flag's type; or what is wrong with it. */
export function parseValue(
  type: FlagType,
  text: string,
): { value: VariantValue } | { error: string } {
  if (type === "string") return { value: text };
  if (type === "boolean") return { value: text === "true" };
  if (type === "number") {
    const number = Number(text);
    if (text.trim() === "" || !Number.isFinite(number)) return { error: "Type a number." };
    return { value: number };
  }
  return parseObject(text);
}

function parseObject(text: string): { value: VariantValue } | { error: string } {
  let value: VariantValue;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { error: `Not valid JSON: ${error instanceof Error ? error.message : "look again"}` };
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return { error: 'Type a JSON object, such as {"limit": 10}.' };
  }
  return { value };
}
