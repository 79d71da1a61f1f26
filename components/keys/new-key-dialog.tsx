"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { useForm } from "@/components/shell/use-form";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { createKeyAction } from "@/lib/keys/actions";
import type { NewKey } from "@/lib/keys/schema";

type Place = { project: string; environment: { key: string; name: string } };

/** The button that opens the form for a new key; what was made is handed to `onMade`, with its secrets. */
export function NewKeyDialog({ onMade, ...place }: Place & { onMade: (key: NewKey) => void }) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title={`New key for ${place.environment.name}`}
      description="An app polls this environment’s flags with it."
      trigger={
        <Button size="sm" aria-label={`New key for ${place.environment.name}`}>
          <Plus aria-hidden="true" className="size-4" />
          New key
        </Button>
      }
    >
      <NewKeyForm
        {...place}
        onMade={(key) => {
          setOpen(false);
          onMade(key);
        }}
        onCancel={() => setOpen(false)}
      />
    </Dialog>
  );
}

function NewKeyForm({
  project,
  environment,
  onMade,
  onCancel,
}: Place & { onMade: (key: NewKey) => void; onCancel: () => void }) {
  const [kind, setKind] = useState("client");
  const form = useForm(async (previous, data) => {
    const state = await createKeyAction(previous, data);
    if (!state?.ok || !("key" in state)) return state;
    onMade(state.key);
    return { ok: true };
  });
  return (
    <form {...form.props} className="flex flex-col gap-4">
      <input type="hidden" name="project" value={project} />
      <input type="hidden" name="environment" value={environment.key} />
      {form.message && (
        <Banner tone="danger" live>
          {form.message}
        </Banner>
      )}
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
      <DialogFooter>
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" variant="primary" pending={form.pending}>
          Create key
        </Button>
      </DialogFooter>
    </form>
  );
}
