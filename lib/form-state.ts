/** What a form action returns. `null` before the first submit. */
export type FormState =
  | null
  | { ok: true; message?: string }
  | { ok: false; message?: string; fields?: Partial<Record<string, string[]>> };
