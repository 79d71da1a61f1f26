"use client";

import { useState } from "react";
import { useChangedBy } from "@/components/live/changes";
import { EditConflict } from "@/components/live/edit-conflict";
import { useEditing } from "@/components/live/use-editing";
import { useForm } from "@/components/shell/use-form";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { updateEnvironmentAction } from "@/lib/environments/actions";

type Environment = { key: string; name: string; protected: boolean; version: number };

const labels = { name: "Name", protected: "Protected" };

/** As the form posts it. */
const settingsOf = (environment: Environment) => ({
  name: environment.name,
  protected: environment.protected ? "on" : "off",
});

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
  const editing = useEditing(form.ref, environment, settingsOf, form.pending);
  const { base } = editing;
  const who = useChangedBy({ project, environment: environment.key, flag: null });
  return (
    <form {...form.props} className="flex flex-col gap-4">
      <input type="hidden" name="project" value={project} />
      <input type="hidden" name="environment" value={environment.key} />
      <input type="hidden" name="version" value={base.version} />
      <EditConflict editing={editing} labels={labels} who={who} />
      {form.message && (
        <Banner tone="danger" live>
          {form.message}
        </Banner>
      )}
      <Field label="Name" error={form.error("name")} required>
        <Input name="name" defaultValue={base.name} autoComplete="off" maxLength={100} />
      </Field>
      {/* A box shows a new default only as a new box: one that was touched shows what theirs does. */}
      <ProtectedField key={String(base.protected)} defaultChecked={base.protected} />
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
    <>
      {/* An unticked box posts nothing: the hidden one before it says no. */}
      <input type="hidden" name="protected" value="off" />
      <Checkbox
        name="protected"
        defaultChecked={defaultChecked}
        label="Protected"
        hint="Nobody changes a flag’s state here directly. Killing a flag stays possible."
      />
    </>
  );
}
