"use client";

import clsx from "clsx";
import { Plus, X } from "lucide-react";
import { useRef } from "react";
import { variantWords } from "@/components/flags/variant-value";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import type { Weight } from "@/lib/evaluation/state";
import { useKnown } from "./known";
import { PercentInput } from "./percent-input";
import { evenly, percentText, withoutPart, withWeight } from "./weights";

/** How the parts of the bar are told apart; the rows carry the same mark. */
const looks = [
  "bg-accent-solid",
  "bg-accent-line",
  "bg-ink/70",
  "bg-line-strong",
  "bg-accent/60",
  "bg-muted",
];
const lookOf = (index: number) => looks[index % looks.length];

/** Shares of variants. Whatever is changed, the others give or take, so that it is always 100 %. */
export function SplitEditor({
  split,
  onChange,
}: {
  split: Weight[];
  onChange: (split: Weight[]) => void;
}) {
  const { variants } = useKnown();
  // While one number is typed, the others start from where they stood before it: "5" on the way to "50" leaves no mark.
  const start = useRef<{ index: number; weights: number[] } | null>(null);
  const weights = split.map(({ weight }) => weight);
  const unused = variants.find(({ key }) => !split.some(({ variant }) => variant === key));

  const reweighted = (next: number[], parts = split) =>
    onChange(parts.map((part, index) => ({ ...part, weight: next[index] ?? 0 })));

  function weigh(index: number, weight: number) {
    if (start.current?.index !== index) start.current = { index, weights };
    reweighted(withWeight(start.current.weights, index, weight));
  }

  return (
    <div className="flex flex-col gap-2">
      <div aria-hidden="true" className="flex h-3 w-full gap-px overflow-hidden rounded-sm border">
        {split.map(({ variant, weight }, index) => (
          <span
            key={variant}
            title={`${variant} ${percentText(weight)} %`}
            className={lookOf(index)}
            style={{ flexGrow: weight, flexBasis: 0 }}
          />
        ))}
      </div>
      <ul aria-label="Parts of the split" className="flex flex-col gap-2">
        {split.map(({ variant, weight }, index) => (
          <li key={variant} className="flex flex-wrap items-center gap-2">
            <span
              aria-hidden="true"
              className={clsx("size-3 shrink-0 rounded-sm border", lookOf(index))}
            />
            <Select
              aria-label={`Variant of part ${index + 1}`}
              value={variant}
              className="w-40"
              onChange={(event) =>
                onChange(
                  split.map((part, at) =>
                    at === index ? { ...part, variant: event.target.value } : part,
                  ),
                )
              }
            >
              {variants
                .filter(({ key }) => key === variant || !split.some((part) => part.variant === key))
                .map((each) => (
                  <option key={each.key} value={each.key}>
                    {variantWords(each)}
                  </option>
                ))}
            </Select>
            <PercentInput
              label={`Share of ${variant}`}
              weight={weight}
              onWeightChange={(next) => weigh(index, next)}
              onLeave={() => {
                start.current = null;
              }}
            />
            <Button
              variant="ghost"
              size="icon"
              aria-label={`Take ${variant} out of the split`}
              disabled={split.length === 1}
              onClick={() =>
                reweighted(
                  withoutPart(weights, index),
                  split.filter((_, at) => at !== index),
                )
              }
            >
              <X aria-hidden="true" className="size-4" />
            </Button>
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-1">
        {unused && (
          <Button
            size="sm"
            variant="ghost"
            onClick={() => onChange([...split, { variant: unused.key, weight: 0 }])}
          >
            <Plus aria-hidden="true" className="size-4" />
            Variant
          </Button>
        )}
        {split.length > 1 && (
          <Button size="sm" variant="ghost" onClick={() => reweighted(evenly(split.length))}>
            Divide evenly
          </Button>
        )}
      </div>
    </div>
  );
}
