"use client";

import { type RefObject, useRef, useState } from "react";

/** Whether something is open: as whoever renders it says, or else as its button was pressed last. */
export function useOpening(
  open: boolean | undefined,
  onOpenChange: ((open: boolean) => void) | undefined,
): {
  shown: boolean;
  change: (open: boolean) => void;
  /** The button, if there is one: it has the focus again in the end. */
  button: RefObject<HTMLElement | null>;
} {
  const [pressed, setPressed] = useState(false);
  const button = useRef<HTMLElement>(null);
  const change = (next: boolean) => {
    setPressed(next);
    onOpenChange?.(next);
  };
  return { shown: open ?? pressed, change, button };
}
