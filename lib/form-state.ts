/** The change that takes another one back: the form that makes it, by name, and what it posts. */
export type Undo = { form: string; fields: Record<string, string> };

/** What a form action returns. `null` before the first submit. */
export type FormState =
  | null
  | { ok: true; message?: string; undo?: Undo }
  | { ok: false; message?: string; fields?: Partial<Record<string, string[]>> };

/** A document that a form posts as text; the text itself where it is none, for the schema to say what is wrong with it. */
export function documentOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
