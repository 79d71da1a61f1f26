"use client";

import { type ReactNode, useState } from "react";
import { useChangedBy } from "@/components/live/changes";
import { EditConflict } from "@/components/live/edit-conflict";
import { useEditing } from "@/components/live/use-editing";
import { type Form, FormSheet } from "@/components/shell/form-dialog";
import { Field } from "@/components/ui/field";
import { Segmented } from "@/components/ui/segmented";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { putToggleAction } from "@/lib/toggles/actions";
import { EndsField } from "./ends-field";
import type { Choices, TogglePlace } from "./types";

/** What a form over a toggle starts from; `version` is its `updatedAt`, empty where none is known of. */
export type ToggleStart = {
  variant: string;
  reason: string | null;
  expiresAt: string | null;
  version: string;
};

const labels = { variant: "Gets", reason: "Reason", expiresAt: "Ends" };

/** As the form posts it. */
const settingsOf = ({ variant, reason, expiresAt }: ToggleStart) => ({
  variant,
  reason: reason ?? "",
  expiresAt: expiresAt ?? "",
});

type Props = {
  place: TogglePlace;
  choices: Choices;
  start: ToggleStart;
  /** Says or asks whom. */
  children: (error: (field: string) => string | undefined) => ReactNode;
};

/** What somebody gets, why and until when. */
export function ToggleForm({
  submitLabel,
  onDone,
  ...props
}: Props & { submitLabel: string; onDone: () => void }) {
  return (
    <FormSheet
      action={putToggleAction}
      fields={props.place}
      submitLabel={submitLabel}
      close={onDone}
    >
      {(form) => <Fields {...props} form={form} />}
    </FormSheet>
  );
}

function Fields({ place, choices, start, form, children }: Props & { form: Form }) {
  const [chosen, setVariant] = useState<string>();
  const discard = () => setVariant(undefined);
  const editing = useEditing(form.ref, start, settingsOf, form.pending, discard);
  const { base, round } = editing;
  const who = useChangedBy(place);
  const variant = chosen ?? base.variant;
  return (
    <>
      <input type="hidden" name="variant" value={variant} />
      <input type="hidden" name="seen" value={base.version} />
      <EditConflict editing={editing} labels={labels} who={who} />
      {children(form.error)}
      {choices.type === "boolean" ? (
        <div className="flex flex-col items-start gap-1">
          <span aria-hidden="true" className="font-medium">
            Gets
          </span>
          <Segmented
            label="Gets"
            segments={choices.variants.map(({ key }) => ({ value: key, label: key }))}
            value={variant}
            onValueChange={setVariant}
          />
        </div>
      ) : (
        <Field label="Gets" error={form.error("variant")}>
          <Select value={variant} onChange={(event) => setVariant(event.target.value)}>
            {choices.variants.map(({ key }) => (
              <option key={key}>{key}</option>
            ))}
          </Select>
        </Field>
      )}
      <Field label="Reason" optional error={form.error("reason")}>
        <Textarea
          key={round}
          name="reason"
          rows={2}
          defaultValue={base.reason ?? ""}
          maxLength={1000}
        />
      </Field>
      <EndsField key={round} value={base.expiresAt ?? ""} error={form.error("expiresAt")} />
    </>
  );
}
