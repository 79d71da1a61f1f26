"use client";

import { Tooltip as Radix } from "radix-ui";
import type { ReactNode } from "react";

/**
 * A short explanation on hover and focus. `children` is one focusable element. Never the only place
 * of something one needs: touch has no hover.
 */
export function Tooltip({ content, children }: { content: ReactNode; children: ReactNode }) {
  return (
    <Radix.Provider delayDuration={300}>
      <Radix.Root>
        <Radix.Trigger asChild>{children}</Radix.Trigger>
        <Radix.Content
          sideOffset={4}
          collisionPadding={8}
          className="appear z-50 max-w-72 text-left font-normal whitespace-normal rounded-md border border-line-strong bg-surface px-2 py-1 text-sm break-words text-ink"
        >
          {content}
        </Radix.Content>
      </Radix.Root>
    </Radix.Provider>
  );
}
