"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { type Form, FormDialog } from "@/components/shell/form-dialog";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import type { FormState } from "@/lib/form-state";
import { createKeyAction } from "@/lib/keys/actions";
import type { NewKey } from "@/lib/keys/schema";

type Place = { project: string; environment: { key: string; name: string } };

/** The button that opens the form for a new key; what was made is handed to `onMade`, with its secrets. */
export function NewKeyDialog({
  project,
  environment,
  onMade,
}: Place & { onMade: (key: NewKey) => void }) {
  async function create(previous: FormState, data: FormData): Promise<FormState> {
    const state = await createKeyAction(previous, data);
    if (!state?.ok || !("key" in state)) return state;
    onMade(state.key);
    return { ok: true };
  }
  return (
    <FormDialog
      title={`New key for ${environment.name}`}
      description="An app polls this environment’s flags with it."
      trigger={
        <Button size="sm" aria-label={`New key for ${environment.name}`}>
          <Plus aria-hidden="true" className="size-4" />
          New key
        </Button>
      }
      action={create}
      fields={{ project, environment: environment.key }}
      submitLabel="Create key"
    >
      {(form) => <Fields form={form} />}
    </FormDialog>
  );
}

function Fields({ form }: { form: Form }) {
  const [kind, setKind] = useState("client");
  return (
    <>
      <Field label="Name" hint="Which app will use it." error={form.error("name")} required>
        <Input name="name" placeholder="web" autoComplete="off" maxLength={100} />
      </Field>
      <Field
        label="Kind"
        hint={
          kind === "client"
            ? "For browsers and phones: values of client-side flags only, nothing about what decided."
            : "For your own servers: every flag, with what decided. Keep it secret."
        }
        error={form.error("kind")}
      >
        <Select name="kind" value={kind} onChange={(event) => setKind(event.target.value)}>
          <option value="client">Client key</option>
          <option value="server">Server key</option>
        </Select>
      </Field>
      {kind === "client" && (
        <>
          <Field
            label="Allowed origins"
            optional
            hint="One a line, such as https://app.example.com. None: any website may use it."
            error={form.error("allowedOrigins")}
          >
            <Textarea name="origins" rows={2} spellCheck={false} className="font-mono" />
          </Field>
          <Checkbox
            name="requireIdentity"
            label="Require proof of identity"
            hint="Your server signs each user’s targeting key, so that nobody polls as somebody else."
          />
        </>
      )}
      <Field label="Expires" error={form.error("expiresAt")}>
        <Select name="days" defaultValue="">
          <option value="">Never</option>
          <option value="30">In 30 days</option>
          <option value="90">In 90 days</option>
          <option value="365">In a year</option>
        </Select>
      </Field>
    </>
  );
}
