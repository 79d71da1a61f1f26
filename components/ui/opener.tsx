"use client";

import { Slot } from "radix-ui";
import type { ComponentProps } from "react";

/** Gives the button in it what tells that it opens something, and fetches that as soon as one heads for the button. */
export function Opener({
  opens,
  open,
  load,
  ...rest
}: ComponentProps<typeof Slot.Root> & {
  opens: "dialog" | "menu";
  open: boolean;
  /** Fetches what opens. */
  load: () => unknown;
}) {
  return (
    <Slot.Root
      aria-haspopup={opens}
      aria-expanded={open}
      data-state={open ? "open" : "closed"}
      onPointerEnter={load}
      onFocus={load}
      {...rest}
    />
  );
}
