"use client";

import { useActionState } from "react";
import { FormAnswer, wrong } from "@/components/account/form-answer";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { SubmitButton } from "@/components/ui/submit-button";
import { changePasswordAction } from "@/lib/auth/actions";

/** `username` tells password managers whose password this is. */
export function PasswordForm({ username }: { username: string }) {
  const [state, action] = useActionState(changePasswordAction, null);
  return (
    <Card
      title="Password"
      description="Changing it ends every other session and sign-in token. This cannot be undone."
    >
      <form action={action} className="flex max-w-sm flex-col gap-4">
        <FormAnswer state={state} />
        <input type="hidden" name="username" autoComplete="username" value={username} readOnly />
        <Field label="Current password" required error={wrong(state, "currentPassword")}>
          <Input name="currentPassword" type="password" autoComplete="current-password" />
        </Field>
        <Field
          label="New password"
          required
          hint="At least 12 characters."
          error={wrong(state, "newPassword")}
        >
          <Input name="newPassword" type="password" autoComplete="new-password" />
        </Field>
        <div>
          <SubmitButton>Change password</SubmitButton>
        </div>
      </form>
    </Card>
  );
}
