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
      if (!input.success) return { ok: false, fields: z.flattenError(input.error).fieldErrors };

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

export function refused(error: unknown): FormState {
  if (isUnavailable(error))
    return { ok: false, message: "The database does not answer. Try again." };
  if (!(error instanceof Refusal)) throw error;
  return error.field
    ? { ok: false, fields: { [error.field]: [error.message] } }
    : { ok: false, message: error.message };
}

/** The hoist process takes this cookie off the answer and holds the answer until its snapshot has the sequence. */
export async function rememberSequence({ sequence }: Trace): Promise<void> {
  if (sequence === null) return;
  (await cookies()).set("hoist-sequence", String(sequence), {
    httpOnly: true,
    path: "/",
  });
}
