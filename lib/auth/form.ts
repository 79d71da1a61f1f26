import "server-only";
import { headers } from "next/headers";
import { unstable_rethrow } from "next/navigation";
import { z } from "zod";
import { refused, rememberSequence } from "@/lib/action";
import { type Trace, traceFrom } from "@/lib/auth/actor";
import { clientAddress } from "@/lib/auth/address";
import type { FormState } from "@/lib/form-state";
import { assertWellFormed } from "@/lib/wellformed";

/** A form's answer, with what was typed (never the password), since the browser empties the fields. */
export type SignState = null | (NonNullable<FormState> & { typed: Record<string, string> });

type Visitor = { address: string; trace: Trace };

/** `formAction` for those who are not signed in yet. `run` ends with a redirect. */
export function visitorAction<S extends z.ZodType>(
  schema: S,
  run: (input: z.output<S>, visitor: Visitor) => Promise<never>,
) {
  return async (_previous: SignState, form: FormData): Promise<SignState> => {
    const fields = Object.fromEntries([...form].filter(([name]) => !name.startsWith("$ACTION")));
    const typed = shownAgain(fields);
    const trace = traceFrom(await headers());
    try {
      assertWellFormed(fields);
      const input = schema.safeParse(fields);
      if (!input.success) {
        return { ok: false, fields: z.flattenError(input.error).fieldErrors, typed };
      }
      return await run(input.data, { address: clientAddress(await headers()), trace });
    } catch (error) {
      unstable_rethrow(error);
      return { ...(refused(error) ?? { ok: false }), typed };
    } finally {
      await rememberSequence(trace);
    }
  };
}

function shownAgain(fields: Record<string, FormDataEntryValue>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).filter(
      (field): field is [string, string] => typeof field[1] === "string" && field[0] !== "password",
    ),
  );
}
