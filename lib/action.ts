import "server-only";
import { cookies } from "next/headers";
import { unstable_rethrow } from "next/navigation";
import { z } from "zod";
import type { Actor, Trace } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/session";
import { isUnavailable } from "@/lib/database/failures";
import { Refusal } from "@/lib/errors";
import type { FormState, Undo } from "@/lib/form-state";
import { assertWellFormed } from "@/lib/wellformed";

/** What was done, in words, and what would take it back; left out when nothing was changed after all. */
type Done = string | undefined | { message: string; undo: Undo | undefined };

/**
 * Signs in, parses, runs, and turns every expected failure into a FormState. A field `comment` goes into the audit row, as
 * `X-Comment` does.
 */
export function formAction<S extends z.ZodType>(
  schema: S,
  run: (actor: Actor, input: z.output<S>) => Promise<Done>,
) {
  return async (_previous: FormState, form: FormData): Promise<FormState> => {
    const actor = await requireActor();
    try {
      const posted = Object.fromEntries([...form].filter(([name]) => !name.startsWith("$ACTION")));
      assertWellFormed(posted);
      const { comment, ...fields } = posted;
      if (typeof comment === "string") actor.trace.comment = comment.slice(0, 1_000) || null;
      const input = schema.safeParse(fields);
      if (!input.success) return { ok: false, fields: fieldsOf(input.error) };

      const done = await run(actor, input.data);
      if (typeof done !== "object") return { ok: true, message: done };
      return actor.trace.sequence === null
        ? { ok: true, message: done.message }
        : { ok: true, ...done };
    } catch (error) {
      unstable_rethrow(error);
      return refused(error);
    } finally {
      await rememberSequence(actor.trace);
    }
  };
}

/** Messages by field; of a field that holds a document also by the place in it, joined by dots. */
function fieldsOf(error: z.ZodError): Record<string, string[] | undefined> {
  const fields: Record<string, string[] | undefined> = z.flattenError(error).fieldErrors;
  for (const { path, message } of error.issues) {
    const place = path.map(String).join(".");
    if (path.length > 1) fields[place] = [...(fields[place] ?? []), message];
  }
  return fields;
}

export function refused(error: unknown): FormState {
  if (isUnavailable(error))
    return { ok: false, message: "The database does not answer. Try again." };
  if (!(error instanceof Refusal)) throw error;
  const { code, field, message } = error;
  if (field) return { ok: false, fields: { [field]: [message] } };
  const errors = code === "invalid" ? (error.errors ?? []).filter(({ path }) => path !== "") : [];
  if (errors.length === 0) return { ok: false, message };
  const fields: Record<string, string[]> = {};
  for (const { path, message } of errors) fields[path] = [...(fields[path] ?? []), message];
  return { ok: false, fields };
}

/** The hoist process takes this cookie off the answer and holds the answer until its snapshot has the sequence. */
export async function rememberSequence({ sequence }: Trace): Promise<void> {
  if (sequence === null) return;
  (await cookies()).set("hoist-sequence", String(sequence), {
    httpOnly: true,
    path: "/",
  });
}
