"use client";

import { variantWords } from "@/components/flags/variant-value";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { serveWords } from "@/lib/history/serve-words";
import type { Plan } from "@/lib/history/state-changes";
import { useKnown, useVoice } from "./known";
import { Sentence } from "./sentence";
import { ServeEditor } from "./serve-editor";

/** What is left: everybody whom no rule serves, and everybody while the flag is off. */
export function DefaultPart({
  plan,
  problems,
  onChange,
}: {
  plan: Plan;
  problems: string[];
  /** Absent where one may only read. */
  onChange?: (changes: Partial<Plan>) => void;
}) {
  const { variants } = useKnown();
  const voice = useVoice();
  const { rules, fallthrough, offVariant } = plan;
  const whom = rules.length > 0 ? "everybody else" : "everybody";
  if (!onChange) {
    return (
      <div className="border-t px-4 py-3">
        <p>
          When on, {whom}: <Sentence words={serveWords(fallthrough, voice)} />. When off: serve{" "}
          <Sentence words={[{ name: offVariant }]} />.
        </p>
      </div>
    );
  }
  return (
    <div className="flex flex-col gap-4 border-t px-4 py-3">
      <div className="grid min-w-0 gap-4 md:grid-cols-[minmax(0,1fr)_13rem]">
        <div className="min-w-0">
          <ServeEditor
            label={`When on, ${whom} gets`}
            serve={fallthrough}
            onChange={(next) => onChange({ fallthrough: next })}
            others={`Whoever is left out gets ${offVariant}. Raising the share takes nobody out.`}
          />
          <p role="alert" className="mt-1 text-sm text-danger empty:hidden">
            {problems.join(" ")}
          </p>
        </div>
        <Field label="When off, everybody gets">
          <Select
            value={offVariant}
            onChange={(event) => onChange({ offVariant: event.target.value })}
          >
            {variants.map((variant) => (
              <option key={variant.key} value={variant.key}>
                {variantWords(variant)}
              </option>
            ))}
          </Select>
        </Field>
      </div>
    </div>
  );
}
