"use server";

import { z } from "zod";
import { formAction } from "@/lib/action";
import type { FormState } from "@/lib/form-state";
import { createKey, revokeKey } from "@/lib/keys/mutations";
import { createKeySchema, type NewKey } from "@/lib/keys/schema";

const place = z.object({ project: z.string(), environment: z.string() });

/** Form fields are texts: one origin a line, an expiry in days from now. */
const typed = (fields: unknown) => {
  const form = z.record(z.string(), z.string()).safeParse(fields).data ?? {};
  const { origins = "", days = "", requireIdentity, ...rest } = form;
  return {
    ...rest,
    allowedOrigins: origins.split(/[\s,]+/).filter(Boolean),
    requireIdentity: requireIdentity === "on",
    expiresAt: /^\d{1,4}$/.test(days) ? inDays(Number(days)) : days || null,
  };
};

function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString();
}

/** The new key with its secrets, which are told this once, or why there is none. */
export type NewKeyState = FormState | { ok: true; key: NewKey };

export async function createKeyAction(
  _previous: NewKeyState,
  form: FormData,
): Promise<NewKeyState> {
  let key: NewKey | undefined;
  const state = await formAction(
    z.preprocess(typed, createKeySchema.safeExtend(place.shape)),
    async (actor, { project, environment, ...input }) => {
      key = await createKey(actor, project, environment, input);
      return undefined;
    },
  )(null, form);
  return key ? { ok: true, key } : state;
}

export const revokeKeyAction = formAction(
  place.extend({ id: z.string() }),
  async (actor, { project, environment, id }) => {
    await revokeKey(actor, project, environment, id);
    return "The key is revoked. Whoever used it is refused from now on.";
  },
);
