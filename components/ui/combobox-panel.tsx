"use client";

import { Popover } from "radix-ui";
import type { ReactNode, RefObject } from "react";
import { Standing } from "./standing";

/** What opens below the input of a combobox; fetched when one of them gets the focus. */
export default function ComboboxPanel({
  input,
  onOpenChange,
  children,
}: {
  input: RefObject<HTMLInputElement | null>;
  onOpenChange: (open: boolean) => void;
  children: ReactNode;
}) {
  return (
    <Popover.Root open onOpenChange={onOpenChange}>
      <Popover.Anchor asChild>
        <Standing element={input} />
      </Popover.Anchor>
      <Popover.Content
        role="presentation"
        align="start"
        sideOffset={4}
        collisionPadding={8}
        onOpenAutoFocus={(event) => event.preventDefault()}
        onCloseAutoFocus={(event) => event.preventDefault()}
        onInteractOutside={(event) => {
          if (event.target === input.current) event.preventDefault();
        }}
        className="z-50 w-[var(--radix-popover-trigger-width)] min-w-52 rounded-md border border-line-strong bg-surface text-ink outline-none"
      >
        {children}
      </Popover.Content>
    </Popover.Root>
  );
}
