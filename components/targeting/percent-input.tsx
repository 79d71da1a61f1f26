"use client";

import { useState } from "react";
import { Input } from "@/components/ui/input";
import { parsePercent, percentText, whole } from "./weights";

/** A share in thousandths of a percent: a bar to pull, and the number to type. */
export function PercentInput({
  label,
  weight,
  onWeightChange,
  onLeave,
}: {
  label: string;
  weight: number;
  onWeightChange: (weight: number) => void;
  /** One edit has ended: the next one starts from what stands then. */
  onLeave?: () => void;
}) {
  const [typed, setTyped] = useState<string | null>(null);
  const wrong = typed !== null && parsePercent(typed) === null;
  return (
    <span className="flex min-w-44 flex-1 items-center gap-2">
      <input
        type="range"
        aria-label={`${label}, bar`}
        aria-valuetext={`${percentText(weight)} %`}
        min={0}
        max={whole}
        step={1000}
        value={weight}
        onChange={(event) => onWeightChange(event.target.valueAsNumber)}
        onPointerUp={onLeave}
        onBlur={onLeave}
        className="h-6 min-w-16 flex-1 accent-accent-solid pointer-coarse:h-11"
      />
      <span className="relative w-24 shrink-0">
        <Input
          aria-label={`${label}, percent`}
          aria-invalid={wrong || undefined}
          title={wrong ? "A number from 0 to 100, with up to three decimals" : undefined}
          inputMode="decimal"
          autoComplete="off"
          value={typed ?? percentText(weight)}
          onChange={({ target }) => {
            setTyped(target.value);
            const next = parsePercent(target.value);
            if (next !== null) onWeightChange(next);
          }}
          onBlur={() => {
            setTyped(null);
            onLeave?.();
          }}
          className="pr-7 text-right"
        />
        <span
          aria-hidden="true"
          className="pointer-events-none absolute top-1/2 right-2.5 -translate-y-1/2 text-muted"
        >
          %
        </span>
      </span>
    </span>
  );
}
