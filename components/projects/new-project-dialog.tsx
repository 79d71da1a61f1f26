"use client";

import { FormDialog } from "@/components/shell/form-dialog";
import { KeyAndName } from "@/components/shell/key-and-name";
import { Button } from "@/components/ui/button";
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
      {(form) => <KeyAndName form={form} placeholders={["shop", "Shop"]} />}
    </FormDialog>
  );
}
