import { type Context, type EvaluateInput, evaluateSchema } from "@/lib/flags/schema/context";

/** What an address asks: `context` as JSON and `at`. What cannot be read is said, and `known` asked instead. */
export function askedIn(
  { context, at }: { context?: string; at?: string },
  known: Context = {},
): { input: EvaluateInput; error: string | null } {
  const parsed = evaluateSchema.safeParse({ context: jsonOf(context, known), at });
  if (parsed.success) return { input: parsed.data, error: null };
  const [issue] = parsed.error.issues;
  const message =
    issue && issue.code !== "invalid_type"
      ? issue.message
      : 'The context in this address cannot be read. It is JSON, such as {"plan": "pro"}.';
  return { input: { context: known }, error: message };
}

function jsonOf(text: string | undefined, known: Context): unknown {
  if (text === undefined) return known;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
