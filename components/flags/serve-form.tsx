"use client";

import { useState } from "react";
import { useChangedBy } from "@/components/live/changes";
import { EditConflict } from "@/components/live/edit-conflict";
import { useEditing } from "@/components/live/use-editing";
import { useForm } from "@/components/shell/use-form";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { serveAction } from "@/lib/flags/actions";
import type { Variant } from "@/lib/flags/schema";
import type { StateView } from "@/lib/flags/schema/state";
import type { Environment, FlagPlace } from "./types";
import { valueWords } from "./variant-value";

const labels = { fallthrough: "When on", offVariant: "When off" };

/** A split is not for this form. */
type Plain = StateView & { fallthrough: { variant: string } };

const servedOf = (state: Plain) => ({
  fallthrough: state.fallthrough.variant,
  offVariant: state.offVariant,
});

/** Which variant everybody gets when the flag is on, and which when it is off. */
export function ServeForm({
  place,
  environment,
  state,
  variants,
  disabled,
}: {
  place: FlagPlace;
  environment: Environment;
  state: Plain;
  variants: Variant[];
  disabled: boolean;
}) {
  const [draft, setDraft] = useState<{ on?: string; off?: string }>({});
  const discard = () => setDraft({});
  const form = useForm(serveAction, () => {
    editing.saved();
    discard();
  });
  const editing = useEditing(form.ref, state, servedOf, form.pending, discard);
  const { base } = editing;
  const who = useChangedBy(place.project, place.flag);
  const on = draft.on ?? base.fallthrough.variant;
  const off = draft.off ?? base.offVariant;
  const changes = [
    on !== base.fallthrough.variant && `when on: ${base.fallthrough.variant} → ${on}`,
    off !== base.offVariant && `when off: ${base.offVariant} → ${off}`,
  ].filter(Boolean);

  return (
    <form {...form.props} className="flex flex-col gap-3">
      <input type="hidden" name="project" value={place.project} />
      <input type="hidden" name="flag" value={place.flag} />
      <input type="hidden" name="environment" value={environment.key} />
      <input type="hidden" name="version" value={base.version} />
      <EditConflict editing={editing} labels={labels} who={who} />
      {form.message && (
        <Banner tone="danger" live>
          {form.message}
        </Banner>
      )}
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label="When on, everybody gets" error={form.error("fallthrough")}>
          <VariantSelect
            name="fallthrough"
            value={on}
            variants={variants}
            onChange={(next) => setDraft({ ...draft, on: next })}
            disabled={disabled}
          />
        </Field>
        <Field label="When off, everybody gets" error={form.error("offVariant")}>
          <VariantSelect
            name="offVariant"
            value={off}
            variants={variants}
            onChange={(next) => setDraft({ ...draft, off: next })}
            disabled={disabled}
          />
        </Field>
      </div>
      {changes.length > 0 && (
        <div className="flex flex-wrap items-center justify-end gap-2">
          <p role="status" className="min-w-0 flex-1 text-sm break-words text-muted">
            {environment.name}, {changes.join(", ")}
          </p>
          <Button onClick={discard}>Discard</Button>
          <Button type="submit" variant="primary" pending={form.pending}>
            Save
          </Button>
        </div>
      )}
    </form>
  );
}

function VariantSelect({
  name,
  value,
  variants,
  onChange,
  disabled,
}: {
  name: string;
  value: string;
  variants: Variant[];
  onChange: (variant: string) => void;
  disabled: boolean;
}) {
  return (
    <Select
      name={name}
      value={value}
      disabled={disabled}
      onChange={(event) => onChange(event.target.value)}
    >
      {variants.map((variant) => (
        <option key={variant.key} value={variant.key}>
          {variantWords(variant)}
        </option>
      ))}
    </Select>
  );
}

/** "blue: "#00f"", shortened to what a menu shows. */
export function variantWords({ key, value }: Variant): string {
  const words = `${key}: ${valueWords(value)}`;
  return words.length > 80 ? `${words.slice(0, 79)}…` : words;
}
