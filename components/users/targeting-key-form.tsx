"use client";

import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { changeTargetingKeyAction } from "@/lib/users/actions";
import type { UserView } from "@/lib/users/schema";
import { UserForm } from "./user-form";

/** By which key apps ask for a person. */
export function TargetingKeyForm({ user }: { user: UserView }) {
  return (
    <UserForm
      user={user}
      name="targetingKey"
      label="Targeting key"
      textOf={({ targetingKey }) => targetingKey}
      action={changeTargetingKeyAction}
      submitLabel="Change targeting key"
    >
      {(text, error) => (
        <Field
          label="Targeting key"
          hint="Apps that go on sending the old key get what everybody gets."
          error={error}
          required
        >
          <Input
            name="targetingKey"
            defaultValue={text}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={256}
            className="max-w-sm font-mono"
          />
        </Field>
      )}
    </UserForm>
  );
}
