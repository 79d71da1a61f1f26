import "server-only";
import { cookies } from "next/headers";
import { unstable_rethrow } from "next/navigation";
import { z } from "zod";
import type { Actor, Trace } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/session";
import { isUnavailable } from "@/lib/database/failures";
import { Refusal } from "@/lib/errors";
import type { FormState } from "@/lib/form-state";
import { assertWellFormed } from "@/lib/wellformed";

/** Signs in, parses, runs, and turns every expected failure into a FormState. */
export function formAction<S extends z.ZodType>(
  schema: S,
  run: (actor: Actor, input: z.output<S>) => Promise<string | undefined>,
) {
  return async (_previous: FormState, form: FormData): Promise<FormState> => {
    const actor = await requireActor();
    try {
      const fields = Object.fromEntries([...form].filter(([name]) => !name.startsWith("$ACTION")));
      assertWellFormed(fields);
      const input = schema.safeParse(fields);
      if (!input.success) return { ok: false, fields: z.flattenError(input.error).fieldErrors };

      const message = await run(actor, input.data);
      return { ok: true, message };
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
