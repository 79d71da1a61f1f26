"use server";

import { formAction } from "@/lib/action";
import { createToken, revokeToken } from "@/lib/tokens/mutations";
import { createTokenForm, revokeTokenForm } from "@/lib/tokens/schema";

/** The message is the token: the form that made it shows it once. */
export const createTokenAction = formAction(createTokenForm, async (actor, input) => {
  const { token } = await createToken(actor, input);
  return token;
});

export const revokeTokenAction = formAction(revokeTokenForm, async (actor, { id }) => {
  await revokeToken(actor, id);
  return "The token is revoked.";
});
