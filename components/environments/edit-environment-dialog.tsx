"use client";

import { useState } from "react";
import { useForm } from "@/components/shell/use-form";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { updateEnvironmentAction } from "@/lib/environments/actions";

type Environment = { key: string; name: string; protected: boolean; version: number };

/** Renames and protects an environment; its key stays, apps and addresses rely on it. */
export function EditEnvironmentDialog({
  project,
  environment,
}: {
  project: string;
  environment: Environment;
}) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title={`Edit ${environment.name}`}
      trigger={
        <Button size="sm" aria-label={`Edit ${environment.name}`}>
          Edit
        </Button>
      }
    >
      <EditForm project={project} environment={environment} close={() => setOpen(false)} />
    </Dialog>
  );
}

function EditForm({
  project,
  environment,
  close,
}: {
  project: string;
  environment: Environment;
  close: () => void;
}) {
  const form = useForm(updateEnvironmentAction, close);
  return (
    <form {...form.props} className="flex flex-col gap-4">
      <input type="hidden" name="project" value={project} />
      <input type="hidden" name="environment" value={environment.key} />
      <input type="hidden" name="version" value={environment.version} />
      {form.message && (
        <Banner tone="danger" live>
          {form.message}
        </Banner>
      )}
      <Field label="Name" error={form.error("name")} required>
        <Input name="name" defaultValue={environment.name} autoComplete="off" maxLength={100} />
      </Field>
      <ProtectedField defaultChecked={environment.protected} />
      <DialogFooter>
        <Button onClick={close}>Cancel</Button>
        <Button type="submit" variant="primary" pending={form.pending}>
          Save
        </Button>
      </DialogFooter>
    </form>
  );
}

export function ProtectedField({ defaultChecked }: { defaultChecked?: boolean }) {
  return (
    <Checkbox
      name="protected"
      defaultChecked={defaultChecked}
      label="Protected"
      hint="Nobody changes a flag’s state here directly. Killing a flag stays possible."
    />
  );
}
