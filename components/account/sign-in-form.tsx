"use client";

import Link from "next/link";
import { useActionState } from "react";
import { Entrance } from "@/components/account/entrance";
import { FormAnswer, wrong } from "@/components/account/form-answer";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { SubmitButton } from "@/components/ui/submit-button";
import { signInAction } from "@/lib/auth/actions";

export function SignInForm({ signUpOpen }: { signUpOpen: boolean }) {
  const [state, action] = useActionState(signInAction, null);
  return (
    <Entrance title="Sign in">
      <form action={action} className="flex flex-col gap-4">
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
