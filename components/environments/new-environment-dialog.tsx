"use client";

import { Plus } from "lucide-react";
import { FormDialog } from "@/components/shell/form-dialog";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { createEnvironmentAction } from "@/lib/environments/actions";
import { ProtectedField } from "./edit-environment-dialog";

/** The button that opens the form for a new environment; disabled for whoever may not create one. */
export function NewEnvironmentDialog({
  project,
  disabled,
}: {
  project: string;
  disabled: boolean;
}) {
  return (
    <FormDialog
      title="New environment"
      description="Every flag of the project starts switched off there. This is final: an environment cannot be deleted."
      trigger={
        <Button variant="primary" disabled={disabled}>
          <Plus aria-hidden="true" className="size-4" />
          New environment
        </Button>
      }
      action={createEnvironmentAction}
      fields={{ project }}
      submitLabel="Create environment"
    >
      {(form) => (
        <>
          <Field label="Key" hint="It cannot be changed later." error={form.error("key")} required>
            <Input
              name="key"
              placeholder="qa"
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              maxLength={64}
              className="font-mono"
            />
          </Field>
          <Field label="Name" optional error={form.error("name")}>
            <Input name="name" placeholder="QA" autoComplete="off" maxLength={100} />
          </Field>
          <ProtectedField />
        </>
      )}
    </FormDialog>
  );
}
