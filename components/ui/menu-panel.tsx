"use client";

import { DropdownMenu as Radix } from "radix-ui";
import type { RefObject } from "react";
import type { MenuProps } from "./menu";
import { MenuParts } from "./menu-parts";
import { Standing } from "./standing";

const parts = { Item: Radix.Item, Separator: Radix.Separator };

/** A menu while it is open; fetched when the first one opens. */
export default function MenuPanel({
  label,
  align = "start",
  button,
  onOpenChange,
  children,
}: Omit<MenuProps, "trigger"> & {
  button: RefObject<HTMLElement | null>;
  onOpenChange: (open: boolean) => void;
}) {
  return (
    <Radix.Root open onOpenChange={onOpenChange} modal={false}>
      <Radix.Trigger asChild>
        <Standing element={button} />
      </Radix.Trigger>
      <Radix.Content
        aria-label={label}
        aria-labelledby={undefined}
        align={align}
        sideOffset={4}
        collisionPadding={8}
        className="appear z-50 text-left font-normal whitespace-normal max-h-[var(--radix-dropdown-menu-content-available-height)] max-w-80 min-w-44 overflow-y-auto rounded-md border border-line-strong bg-surface p-1"
      >
        <MenuParts value={parts}>{children}</MenuParts>
      </Radix.Content>
    </Radix.Root>
  );
}
