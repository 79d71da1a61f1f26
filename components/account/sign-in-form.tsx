"use client";

import Link from "next/link";
import { useActionState } from "react";
import { Entrance } from "@/components/account/entrance";
import { FormAnswer, wrong } from "@/components/account/form-answer";
import { Banner } from "@/components/ui/banner";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { SubmitButton } from "@/components/ui/submit-button";
import { signInAction } from "@/lib/auth/actions";

/** `from`: the page that asked to sign in again, which is gone back to. */
export function SignInForm({ signUpOpen, from }: { signUpOpen: boolean; from: string | null }) {
  const [state, action] = useActionState(signInAction, null);
  return (
    <Entrance title="Sign in">
      {from !== null && (
        <Banner>You are signed out. Sign in, and you are back where you were.</Banner>
      )}
      <form action={action} className="flex flex-col gap-4">
        {from !== null && <input type="hidden" name="from" value={from} />}
        <FormAnswer state={state} />
        <Field label="Username or e-mail" required error={wrong(state, "login")}>
          <Input
            name="login"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            defaultValue={state?.typed.login}
          />
        </Field>
        <Field label="Password" required error={wrong(state, "password")}>
          <Input name="password" type="password" autoComplete="current-password" />
        </Field>
        <SubmitButton>Sign in</SubmitButton>
      </form>
      <p className="text-muted">
        No account yet?{" "}
        {signUpOpen ? (
          <Link href="/sign-up" className="text-accent underline">
            Sign up
          </Link>
        ) : (
          "Ask an administrator of this server for one."
        )}
      </p>
    </Entrance>
  );
}
