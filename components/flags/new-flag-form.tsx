"use client";

import { useState } from "react";
import { type Form, FormSheet } from "@/components/shell/form-dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { createFlagAction } from "@/lib/flags/actions";
import type { FlagType } from "@/lib/flags/schema";
import { VariantsEditor } from "./variants-editor";

/** One field is enough; the rest waits under "More options". The action leads to the flag's page. */
export function NewFlagForm({ project, onCancel }: { project: string; onCancel: () => void }) {
  return (
    <FormSheet
      action={createFlagAction}
      fields={{ project }}
      submitLabel="Create flag"
      close={onCancel}
    >
      {(form) => <Fields form={form} />}
    </FormSheet>
  );
}

function Fields({ form }: { form: Form }) {
  const [type, setType] = useState<FlagType>("boolean");
  return (
    <>
      <Field
        label="Key"
        hint="What your code asks for. It cannot be changed later."
        error={form.error("key")}
        required
      >
        <Input
          name="key"
          placeholder="new-checkout"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={128}
          className="font-mono"
        />
      </Field>
      <details>
        <summary className="w-fit rounded-sm font-medium">More options</summary>
        <div className="mt-3 flex flex-col gap-4">
          <Field label="Name" optional error={form.error("name")}>
            <Input name="name" placeholder="New checkout" autoComplete="off" maxLength={200} />
          </Field>
          <Field label="Description" optional error={form.error("description")}>
            <Textarea name="description" maxLength={5000} />
          </Field>
          <Field label="Tags" optional hint="Separated by commas." error={form.error("tags")}>
            <Input name="tags" placeholder="checkout, web" autoComplete="off" />
          </Field>
          <Field
            label="Type"
            hint="What the flag’s values are. It cannot be changed later."
            error={form.error("type")}
          >
            <Select
              name="type"
              value={type}
              onChange={(event) => setType(event.target.value as FlagType)}
            >
              <option value="boolean">Boolean: on or off</option>
              <option value="string">String: texts</option>
              <option value="number">Number</option>
              <option value="object">Object: JSON</option>
            </Select>
          </Field>
          {type !== "boolean" && (
            <>
              <VariantsEditor key={type} type={type} errors={form.errors("variants")} />
              <p className="text-sm text-muted">
                Switched on it serves the first variant, switched off the last; both can be changed
                later.
              </p>
            </>
          )}
        </div>
      </details>
    </>
  );
}
