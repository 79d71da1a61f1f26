"use client";

import { useChangedBy } from "@/components/live/changes";
import { EditConflict } from "@/components/live/edit-conflict";
import { useEditing } from "@/components/live/use-editing";
import { type Form, FormDialog } from "@/components/shell/form-dialog";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
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

type Props = { project: string; environment: Environment };

/** Renames and protects an environment; its key stays, apps and addresses rely on it. */
export function EditEnvironmentDialog(props: Props) {
  const { project, environment } = props;
  return (
    <FormDialog
      title={`Edit ${environment.name}`}
      trigger={
        <Button size="sm" aria-label={`Edit ${environment.name}`}>
          Edit
        </Button>
      }
      action={updateEnvironmentAction}
      fields={{ project, environment: environment.key }}
      submitLabel="Save"
    >
      {(form) => <Fields {...props} form={form} />}
    </FormDialog>
  );
}

function Fields({ project, environment, form }: Props & { form: Form }) {
  const editing = useEditing(form.ref, environment, settingsOf, form.pending);
  const { base } = editing;
  const who = useChangedBy({ project, environment: environment.key, flag: null });
  return (
    <>
      <input type="hidden" name="version" value={base.version} />
      <EditConflict editing={editing} labels={labels} who={who} />
      <Field label="Name" error={form.error("name")} required>
        <Input name="name" defaultValue={base.name} autoComplete="off" maxLength={100} />
      </Field>
      {/* A box shows a new default only as a new box: one that was touched shows what theirs does. */}
      <ProtectedField key={String(base.protected)} defaultChecked={base.protected} />
    </>
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
