"use client";

import { FormDialog } from "@/components/shell/form-dialog";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { createProjectAction } from "@/lib/projects/actions";

/** The button that opens the form for a new project; the action leads to its flags. */
export function NewProjectDialog({ disabled }: { disabled: boolean }) {
  return (
    <FormDialog
      title="New project"
      description="It starts with the environments development, staging and production. This is final: a project cannot be deleted."
      trigger={
        <Button size="sm" disabled={disabled}>
          New project
        </Button>
      }
      action={createProjectAction}
      submitLabel="Create project"
    >
      {(form) => (
        <>
          <Field label="Key" hint="It cannot be changed later." error={form.error("key")} required>
            <Input
              name="key"
              placeholder="shop"
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              maxLength={64}
              className="font-mono"
            />
          </Field>
          <Field label="Name" optional error={form.error("name")}>
            <Input name="name" placeholder="Shop" autoComplete="off" maxLength={100} />
          </Field>
        </>
      )}
    </FormDialog>
  );
}
