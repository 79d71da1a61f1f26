"use client";

import clsx from "clsx";
import { type KeyboardEvent, type ReactNode, useRef } from "react";

export type Segment = { value: string; label: string; icon?: ReactNode };

// A radio button of HTML's own would be posted with the form around it.
const radio = (chosen: boolean) => ({ role: "radio", "aria-checked": chosen });
const steps: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

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
  const group = useRef<HTMLDivElement>(null);
  // One of them takes part in the order of Tab; arrows lead from it to the others.
  const stop = Math.max(
    segments.findIndex((segment) => segment.value === value),
    0,
  );

  function onKeyDown(event: KeyboardEvent, index: number) {
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const buttons = group.current?.querySelectorAll("button");
    buttons?.item((index + step + segments.length) % segments.length).focus();
  }

  return (
    <div
      ref={group}
      role="radiogroup"
      aria-label={label}
      className={clsx(
        "inline-flex w-fit rounded-md border border-line-strong bg-surface p-px",
        className,
      )}
    >
      {segments.map((segment, index) => (
        <button
          key={segment.value}
          type="button"
          {...radio(segment.value === value)}
          data-state={segment.value === value ? "on" : "off"}
          tabIndex={index === stop ? 0 : -1}
          aria-label={segment.icon ? segment.label : undefined}
          title={segment.icon ? segment.label : undefined}
          onClick={() => segment.value !== value && onValueChange(segment.value)}
          onKeyDown={(event) => onKeyDown(event, index)}
          className={clsx(
            "inline-flex h-7 min-w-8 items-center justify-center rounded-sm px-2 text-sm text-muted hover:text-ink pointer-coarse:h-10 pointer-coarse:min-w-11",
            "data-[state=on]:bg-hover data-[state=on]:font-medium data-[state=on]:text-ink data-[state=on]:underline data-[state=on]:underline-offset-4",
          )}
        >
          {segment.icon ?? segment.label}
        </button>
      ))}
    </div>
  );
}
