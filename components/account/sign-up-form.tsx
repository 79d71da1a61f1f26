"use client";

import Link from "next/link";
import { useActionState } from "react";
import { Entrance } from "@/components/account/entrance";
import { FormAnswer, wrong } from "@/components/account/form-answer";
import { Banner } from "@/components/ui/banner";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { SubmitButton } from "@/components/ui/submit-button";
import { signUpAction } from "@/lib/auth/actions";

export function SignUpForm({ first, codeNeeded }: { first: boolean; codeNeeded: boolean }) {
  const [state, action] = useActionState(signUpAction, null);
  return (
    <Entrance title="Sign up">
      {first && (
        <Banner title="This is the first account.">
          It will be the administrator of this server.
        </Banner>
      )}
      <form action={action} className="flex flex-col gap-4">
        <FormAnswer state={state} />
        {codeNeeded && (
          <Field
            label="One-time code"
            required
            hint="The server printed it when it started."
            error={wrong(state, "code")}
          >
            <Input
              name="code"
              autoComplete="one-time-code"
              spellCheck={false}
              defaultValue={state?.typed.code}
            />
          </Field>
        )}
        <Field
          label="Username"
          required
          hint="Letters, digits, dots, hyphens and underscores."
          error={wrong(state, "username")}
        >
          <Input
            name="username"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            defaultValue={state?.typed.username}
          />
        </Field>
        <Field label="E-mail" optional error={wrong(state, "email")}>
          <Input name="email" type="email" autoComplete="email" defaultValue={state?.typed.email} />
        </Field>
        <Field
          label="Password"
          required
          hint="At least 12 characters."
          error={wrong(state, "password")}
        >
          <Input name="password" type="password" autoComplete="new-password" />
        </Field>
        <SubmitButton>Sign up</SubmitButton>
      </form>
      {!first && (
        <p className="text-muted">
          Have an account?{" "}
          <Link href="/sign-in" className="text-accent underline">
            Sign in
          </Link>
        </p>
      )}
    </Entrance>
  );
}
