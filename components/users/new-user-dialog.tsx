"use client";

import { UserPlus } from "lucide-react";
import { FormDialog } from "@/components/shell/form-dialog";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { createUserAction } from "@/lib/users/actions";

/** Makes somebody known who does not sign in. The action leads to their page. */
export function NewUserDialog({ project, disabled }: { project: string; disabled: boolean }) {
  return (
    <FormDialog
      title="New user"
      description="Somebody to toggle flags for. They have no password and cannot sign in."
      trigger={
        <Button variant="primary" disabled={disabled}>
          <UserPlus aria-hidden="true" className="size-4" />
          New user
        </Button>
      }
      action={createUserAction}
      fields={{ project }}
      submitLabel="Create user"
    >
      {(form) => (
        <>
          <Field label="Username" error={form.error("username")} required>
            <Input
              name="username"
              placeholder="u-17"
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              maxLength={64}
            />
          </Field>
          <Field
            label="Targeting key"
            optional
            hint="What your app sends for this person. The username, unless given."
            error={form.error("targetingKey")}
          >
            <Input
              name="targetingKey"
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              maxLength={256}
              className="font-mono"
            />
          </Field>
        </>
      )}
    </FormDialog>
  );
}
