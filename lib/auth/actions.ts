"use server";

import type { Route } from "next";
import { redirect } from "next/navigation";
import { z } from "zod";
import { formAction } from "@/lib/action";
import { visitorAction } from "@/lib/auth/form";
import { countSignUp } from "@/lib/auth/limits";
import { proveLogin } from "@/lib/auth/login";
import { endSession, startSession } from "@/lib/auth/session";
import { wayBack } from "@/lib/auth/way-back";
import { changePassword, signOutEverywhere } from "@/lib/users/mutations/password";
import { signUp } from "@/lib/users/mutations/sign-up";
import { changePasswordSchema, loginSchema, signUpSchema } from "@/lib/users/schema";

export const signInAction = visitorAction(
  loginSchema.extend({ from: z.string().optional() }),
  async ({ from, ...input }, { address, trace }) => {
    const { actor, epoch } = await proveLogin(input, address, trace);
    await startSession({ id: actor.id, epoch });
    redirect((wayBack(from) ?? "/") as Route);
  },
);

export const signUpAction = visitorAction(signUpSchema, async (input, { address, trace }) => {
  await countSignUp(address);
  await startSession(await signUp(input, trace));
  redirect("/");
});

export async function signOutAction(): Promise<void> {
  await endSession();
  redirect("/sign-in");
}

export const changePasswordAction = formAction(changePasswordSchema, async (actor, input) => {
  await startSession(await changePassword(actor, input));
  return "The password is changed. Every other session has ended.";
});

export const signOutEverywhereAction = formAction(z.object({}), async (actor) => {
  await signOutEverywhere(actor);
  await endSession();
  redirect("/sign-in");
});
