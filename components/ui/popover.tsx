"use client";

import { Popover as Radix } from "radix-ui";
import type { ReactNode } from "react";

/** A small panel beside its trigger: details, a few fields. Esc and the outside close it. */
export function Popover({
  label,
  trigger,
  align = "start",
  open,
  onOpenChange,
  children,
}: {
  label: string;
  trigger: ReactNode;
  align?: "start" | "center" | "end";
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  children: ReactNode;
}) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Content
        aria-label={label}
        align={align}
        sideOffset={4}
        collisionPadding={8}
        className="appear z-50 text-left font-normal whitespace-normal max-h-[var(--radix-popover-content-available-height)] w-80 max-w-[calc(100vw-1rem)] overflow-y-auto rounded-md border border-line-strong bg-surface p-3 text-ink"
      >
        {children}
      </Radix.Content>
    </Radix.Root>
  );
}
