"use client";

import { Plus } from "lucide-react";
import { useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import type { FlagType, Variant } from "@/lib/flags/schema";
import { Problems } from "./problems";
import { type VariantDraft, VariantRow } from "./variant-row";
import { parseValue, valueText } from "./variant-value";

const starts: Record<FlagType, { key: string; text: string }[]> = {
  boolean: [
    { key: "on", text: "true" },
    { key: "off", text: "false" },
  ],
  string: [
    { key: "a", text: "" },
    { key: "b", text: "" },
  ],
  number: [
    { key: "high", text: "10" },
    { key: "low", text: "0" },
  ],
  object: [
    { key: "on", text: '{\n  "limit": 10\n}' },
    { key: "off", text: "{}" },
  ],
};

/**
 * Named values of a flag's type, in order; posts them as JSON in the field `variants`. What is not a
 * value of that type goes out as the text it is, and the schema refuses it.
 */
export function VariantsEditor({
  type,
  variants,
  errors = [],
  hideLegend,
}: {
  type: FlagType;
  variants?: Variant[];
  /** What is wrong, one sentence each. */
  errors?: string[];
  /** Where a heading says it already. */
  hideLegend?: boolean;
}) {
  const id = useId();
  const number = useRef(0);
  const draft = (key: string, text: string): VariantDraft => ({ id: number.current++, key, text });
  const [drafts, setDrafts] = useState(() =>
    variants
      ? variants.map(({ key, value }) => draft(key, valueText(value)))
      : starts[type].map(({ key, text }) => draft(key, text)),
  );
  const value = drafts.map(({ key, text }) => ({ key, ...valueOrText(type, text) }));
  const fixed = type === "boolean";

  const change = (changed: VariantDraft) =>
    setDrafts(drafts.map((each) => (each.id === changed.id ? changed : each)));
  const move = (from: number, to: number) => {
    const next = [...drafts];
    next.splice(to, 0, ...next.splice(from, 1));
    setDrafts(next);
  };

  return (
    <fieldset aria-describedby={errors.length > 0 ? `${id}-error` : undefined} className="min-w-0">
      <legend className={hideLegend ? "sr-only" : "mb-1 font-medium"}>Variants</legend>
      <input type="hidden" name="variants" value={JSON.stringify(value)} />
      <ol className="flex flex-col gap-3">
        {drafts.map((each, index) => (
          <VariantRow
            key={each.id}
            draft={each}
            type={type}
            number={index + 1}
            onChange={change}
            onRemove={
              fixed || drafts.length === 1
                ? undefined
                : () => setDrafts(drafts.filter(({ id }) => id !== each.id))
            }
            onUp={index > 0 ? () => move(index, index - 1) : undefined}
          />
        ))}
      </ol>
      {!fixed && (
        <Button
          size="sm"
          className="mt-2"
          onClick={() => setDrafts([...drafts, draft("", type === "object" ? "{}" : "")])}
        >
          <Plus aria-hidden="true" className="size-4" />
          Add a variant
        </Button>
      )}
      <Problems id={`${id}-error`} sentences={errors} />
    </fieldset>
  );
}

function valueOrText(type: FlagType, text: string) {
  const parsed = parseValue(type, text);
  return { value: "value" in parsed ? parsed.value : text };
}
