"use client";

import { Popover as Radix } from "radix-ui";
import type { RefObject } from "react";
import type { PopoverProps } from "./popover";
import { Standing } from "./standing";

/** A popover while it is open; fetched when the first one opens. */
export default function PopoverPanel({
  label,
  align = "start",
  button,
  onOpenChange,
  children,
}: Omit<PopoverProps, "trigger" | "open" | "onOpenChange"> & {
  button: RefObject<HTMLElement | null>;
  onOpenChange: (open: boolean) => void;
}) {
  return (
    <Radix.Root open onOpenChange={onOpenChange}>
      <Radix.Trigger asChild>
        <Standing element={button} />
      </Radix.Trigger>
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
