"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { useForm } from "@/components/shell/use-form";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog, DialogFooter } from "@/components/ui/dialog";
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
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title="New environment"
      description="Every flag of the project starts switched off there. This is final: an environment cannot be deleted."
      trigger={
        <Button variant="primary" disabled={disabled}>
          <Plus aria-hidden="true" className="size-4" />
          New environment
        </Button>
      }
    >
      <NewEnvironmentForm project={project} close={() => setOpen(false)} />
    </Dialog>
  );
}

function NewEnvironmentForm({ project, close }: { project: string; close: () => void }) {
  const form = useForm(createEnvironmentAction, close);
  return (
    <form {...form.props} className="flex flex-col gap-4">
      <input type="hidden" name="project" value={project} />
      {form.message && (
        <Banner tone="danger" live>
          {form.message}
        </Banner>
      )}
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
      <DialogFooter>
        <Button onClick={close}>Cancel</Button>
        <Button type="submit" variant="primary" pending={form.pending}>
          Create environment
        </Button>
      </DialogFooter>
    </form>
  );
}
