"use client";

import { type ReactNode, useState } from "react";
import { useChangedBy } from "@/components/live/changes";
import { EditConflict } from "@/components/live/edit-conflict";
import { useEditing } from "@/components/live/use-editing";
import { useForm } from "@/components/shell/use-form";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { DialogFooter } from "@/components/ui/dialog";
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

/** What somebody gets, why and until when; `children` says or asks whom. */
export function ToggleForm({
  place,
  choices,
  start,
  submitLabel,
  onDone,
  children,
}: {
  place: TogglePlace;
  choices: Choices;
  start: ToggleStart;
  submitLabel: string;
  onDone: () => void;
  children: (error: (field: string) => string | undefined) => ReactNode;
}) {
  const form = useForm(putToggleAction, onDone);
  const [chosen, setVariant] = useState<string>();
  const discard = () => setVariant(undefined);
  const editing = useEditing(form.ref, start, settingsOf, form.pending, discard);
  const { base, round } = editing;
  const who = useChangedBy(place);
  const variant = chosen ?? base.variant;
  return (
    <form {...form.props} className="flex flex-col gap-4">
      <input type="hidden" name="project" value={place.project} />
      <input type="hidden" name="flag" value={place.flag} />
      <input type="hidden" name="environment" value={place.environment} />
      <input type="hidden" name="variant" value={variant} />
      <input type="hidden" name="seen" value={base.version} />
      <EditConflict editing={editing} labels={labels} who={who} />
      {form.message && (
        <Banner tone="danger" live>
          {form.message}
        </Banner>
      )}
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
      <DialogFooter>
        <Button onClick={onDone}>Cancel</Button>
        <Button type="submit" variant="primary" pending={form.pending}>
          {submitLabel}
        </Button>
      </DialogFooter>
    </form>
  );
}
