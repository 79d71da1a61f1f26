"use client";

import { useChangedBy } from "@/components/live/changes";
import { EditConflict } from "@/components/live/edit-conflict";
import { useEditing } from "@/components/live/use-editing";
import { type Form, FormDialog } from "@/components/shell/form-dialog";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { renameProjectAction } from "@/lib/projects/actions";

type Props = { project: { key: string; name: string }; version: number };

const labels = { name: "Name" };
const nameOf = ({ name }: { name: string }) => ({ name });

export function RenameProjectDialog(props: Props) {
  return (
    <FormDialog
      title={`Rename ${props.project.name}`}
      description="Its key stays: scripts and addresses rely on it."
      trigger={<Button size="sm">Rename project</Button>}
      action={renameProjectAction}
      fields={{ project: props.project.key }}
      submitLabel="Save"
    >
      {(form) => <Fields {...props} form={form} />}
    </FormDialog>
  );
}

function Fields({ project, version, form }: Props & { form: Form }) {
  const editing = useEditing(form.ref, { name: project.name, version }, nameOf, form.pending);
  const who = useChangedBy({ project: project.key, action: "project.update" });
  return (
    <>
      <input type="hidden" name="version" value={editing.base.version} />
      <EditConflict editing={editing} labels={labels} who={who} />
      <Field label="Name" error={form.error("name")} required>
        <Input name="name" defaultValue={editing.base.name} autoComplete="off" maxLength={100} />
      </Field>
    </>
  );
}
