"use client";

import { Plus } from "lucide-react";
import { FormDialog } from "@/components/shell/form-dialog";
import { KeyAndName } from "@/components/shell/key-and-name";
import { Button } from "@/components/ui/button";
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
          <KeyAndName form={form} placeholders={["qa", "QA"]} />
          <ProtectedField />
        </>
      )}
    </FormDialog>
  );
}
