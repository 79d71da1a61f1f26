"use client";

import { variantWords } from "@/components/flags/variant-value";
import { Field } from "@/components/ui/field";
import { Segmented } from "@/components/ui/segmented";
import { Select } from "@/components/ui/select";
import type { Serve } from "@/lib/evaluation/state";
import { AttributeField } from "./attribute-field";
import { useKnown } from "./known";
import { PercentInput } from "./percent-input";
import { type Serving, serveOf, servingOf } from "./plan";
import { firstSteps } from "./ramp";
import { SplitEditor } from "./split-editor";
import { StepsEditor } from "./steps-editor";
import { evenly, whole } from "./weights";

const audiences = [
  { value: "everybody", label: "Everybody" },
  { value: "share", label: "A share" },
  { value: "steps", label: "In steps" },
];

/** What is served, to how many of those that come this far, and by what they are divided. */
export function ServeEditor({
  label,
  serve,
  onChange,
  others,
}: {
  /** What the menu of variants is called: "Serve", "Everybody else gets". */
  label: string;
  serve: Serve;
  onChange: (serve: Serve) => void;
  /** What those get that the share leaves out. */
  others: string;
}) {
  const serving = servingOf(serve);
  const { split, by, exposure } = serving;
  const set = (changes: Partial<Serving>) => onChange(serveOf({ ...serving, ...changes }));
  const divided = "split" in serve;
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
        <What label={label} serving={serving} set={set} />
        <div className="flex flex-col gap-1">
          <span aria-hidden="true" className="font-medium">
            To
          </span>
          <Segmented
            label="To whom"
            segments={audiences}
            value={audienceOf(exposure)}
            onValueChange={(next) => set({ exposure: exposureOf(next, exposure) })}
          />
        </div>
        {typeof exposure === "number" && (
          <div className="flex min-w-52 flex-1 sm:pt-6">
            <PercentInput
              label="Share that takes part"
              weight={exposure}
              onWeightChange={(weight) => set({ exposure: weight })}
            />
          </div>
        )}
      </div>
      {split.length > 1 && <SplitEditor split={split} onChange={(next) => set({ split: next })} />}
      {Array.isArray(exposure) && (
        <StepsEditor steps={exposure} onChange={(steps) => set({ exposure: steps })} />
      )}
      {divided && (
        <div className="flex flex-wrap items-end gap-x-4 gap-y-2">
          <Field
            label="Divided by"
            className="w-56 max-w-full"
            hint={by === "targetingKey" ? undefined : "Users alike in this get the same."}
          >
            <AttributeField
              label="Divided by"
              value={by}
              onValueChange={(next) => set({ by: next })}
              alsoKey
            />
          </Field>
          <p className="min-w-48 flex-1 pb-1.5 text-sm text-muted">
            {exposure === null ? "Everybody keeps what they got." : others}
          </p>
        </div>
      )}
    </div>
  );
}

function What({
  label,
  serving,
  set,
}: {
  label: string;
  serving: Serving;
  set: (changes: Partial<Serving>) => void;
}) {
  const { variants } = useKnown();
  const { split } = serving;
  const first = split[0]?.variant ?? "";

  function choose(value: string) {
    const [kind, variant = ""] = [value.slice(0, 1), value.slice(1)];
    if (kind === "=") return set({ split: [{ variant, weight: whole }] });
    const others = variants.filter(({ key }) => key !== first).slice(0, 1);
    const parts = [first, ...others.map(({ key }) => key)];
    const weights = evenly(parts.length);
    set({ split: parts.map((key, index) => ({ variant: key, weight: weights[index] ?? 0 })) });
  }

  return (
    <Field label={label}>
      <Select
        value={split.length > 1 ? "/" : `=${first}`}
        className="w-52 max-w-full"
        onChange={(event) => choose(event.target.value)}
      >
        {variants.map((variant) => (
          <option key={variant.key} value={`=${variant.key}`}>
            {variantWords(variant)}
          </option>
        ))}
        {variants.length > 1 && <option value="/">A split of variants</option>}
      </Select>
    </Field>
  );
}

function audienceOf(exposure: Serving["exposure"]): string {
  if (exposure === null) return "everybody";
  return typeof exposure === "number" ? "share" : "steps";
}

/** What was chosen before is where the next choice starts. */
function exposureOf(audience: string, before: Serving["exposure"]): Serving["exposure"] {
  if (audience === "everybody") return null;
  const share = Array.isArray(before) ? before[0]?.weight : before;
  if (audience === "share") return share ?? 10_000;
  return Array.isArray(before) ? before : firstSteps(Date.now(), share ?? undefined);
}
