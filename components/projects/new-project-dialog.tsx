"use client";

import { useState } from "react";
import { useForm } from "@/components/shell/use-form";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { createProjectAction } from "@/lib/projects/actions";

/** The button that opens the form for a new project; the action leads to its flags. */
export function NewProjectDialog({ disabled }: { disabled: boolean }) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title="New project"
      description="It starts with the environments development, staging and production. This is final: a project cannot be deleted."
      trigger={
        <Button size="sm" disabled={disabled}>
          New project
        </Button>
      }
    >
      <NewProjectForm close={() => setOpen(false)} />
    </Dialog>
  );
}

function NewProjectForm({ close }: { close: () => void }) {
  const form = useForm(createProjectAction);
  return (
    <form {...form.props} className="flex flex-col gap-4">
      {form.message && (
        <Banner tone="danger" live>
          {form.message}
        </Banner>
      )}
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
      <DialogFooter>
        <Button onClick={close}>Cancel</Button>
        <Button type="submit" variant="primary" pending={form.pending}>
          Create project
        </Button>
      </DialogFooter>
    </form>
  );
}
