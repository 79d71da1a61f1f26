"use client";

import { UserPlus } from "lucide-react";
import { useState } from "react";
import { type Form, FormDialog } from "@/components/shell/form-dialog";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { useUserSearch } from "@/components/users/use-user-search";
import { putMembershipAction } from "@/lib/memberships/actions";

type Props = { project: { key: string; name: string }; disabled: boolean };

/** Gives somebody known a role in one project. */
export function GiveRole({ project, disabled }: Props) {
  return (
    <FormDialog
      title={`Give a role in ${project.name}`}
      description="It counts from their next click or request on, in this project alone."
      trigger={
        <Button variant="primary" disabled={disabled}>
          <UserPlus aria-hidden="true" className="size-4" />
          Give a role
        </Button>
      }
      action={putMembershipAction}
      fields={{ project: project.key }}
      submitLabel="Give role"
    >
      {(form) => <Fields form={form} />}
    </FormDialog>
  );
}

function Fields({ form }: { form: Form }) {
  const [whom, setWhom] = useState("");
  const { items, search, loading, failed } = useUserSearch();
  return (
    <>
      <Field label="User" error={form.error("username")} required>
        <Combobox
          label="Users"
          name="username"
          items={items.map(({ label, detail }) => ({ value: label, label, detail }))}
          value={whom}
          onValueChange={setWhom}
          onSearch={search}
          loading={loading}
          emptyText={
            failed
              ? "The search did not answer. Try again."
              : "Nobody found. Try how the name begins."
          }
        />
      </Field>
      <Field
        label="Role"
        hint="Viewers read. Editors change flags and toggle users. Approvers also approve. Administrators manage keys, environments and roles here."
        error={form.error("role")}
      >
        <Select name="role" defaultValue="editor">
          <option>viewer</option>
          <option>editor</option>
          <option>approver</option>
          <option>admin</option>
        </Select>
      </Field>
    </>
  );
}
