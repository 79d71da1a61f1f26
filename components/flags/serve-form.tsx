"use client";

import { useState } from "react";
import { useForm } from "@/components/shell/use-form";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { serveAction } from "@/lib/flags/actions";
import type { StateView, Variant } from "@/lib/flags/schema";
import type { Environment, FlagPlace } from "./types";
import { valueWords } from "./variant-value";

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
  state: StateView;
  variants: Variant[];
  disabled: boolean;
}) {
  const [draft, setDraft] = useState<{ on?: string; off?: string }>({});
  const discard = () => setDraft({});
  const form = useForm(serveAction, discard);
  const on = draft.on ?? state.fallthrough.variant;
  const off = draft.off ?? state.offVariant;
  const changes = [
    on !== state.fallthrough.variant && `when on: ${state.fallthrough.variant} → ${on}`,
    off !== state.offVariant && `when off: ${state.offVariant} → ${off}`,
  ].filter(Boolean);

  return (
    <form {...form.props} className="flex flex-col gap-3">
      <input type="hidden" name="project" value={place.project} />
      <input type="hidden" name="flag" value={place.flag} />
      <input type="hidden" name="environment" value={environment.key} />
      <input type="hidden" name="version" value={state.version} />
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
