"use client";

import clsx from "clsx";
import { ToggleGroup } from "radix-ui";
import type { ReactNode } from "react";

export type Segment = { value: string; label: string; icon?: ReactNode };

/** One of a few choices, all visible. With an icon, the label is for assistive technology. */
export function Segmented({
  label,
  segments,
  value,
  onValueChange,
  className,
}: {
  label: string;
  segments: Segment[];
  value: string;
  onValueChange: (value: string) => void;
  className?: string;
}) {
  return (
    <ToggleGroup.Root
      type="single"
      aria-label={label}
      value={value}
      // Radix sends "" when the chosen one is pressed again: one stays chosen.
      onValueChange={(next) => next && onValueChange(next)}
      className={clsx(
        "inline-flex w-fit rounded-md border border-line-strong bg-surface p-px",
        className,
      )}
    >
      {segments.map((segment) => (
        <ToggleGroup.Item
          key={segment.value}
          value={segment.value}
          aria-label={segment.icon ? segment.label : undefined}
          title={segment.icon ? segment.label : undefined}
          className={clsx(
            "inline-flex h-7 min-w-8 items-center justify-center rounded-sm px-2 text-sm text-muted hover:text-ink pointer-coarse:h-10 pointer-coarse:min-w-11",
            "data-[state=on]:bg-hover data-[state=on]:font-medium data-[state=on]:text-ink data-[state=on]:underline data-[state=on]:underline-offset-4",
          )}
        >
          {segment.icon ?? segment.label}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
