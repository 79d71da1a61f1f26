"use client";

import { type RefObject, useRef } from "react";

/**
 * Radix gives the focus back to triggers of its own only. Notes who had it when the dialog opened (`onOpenAutoFocus`) and
 * gives it back, or to `button` where there is one: Safari does not focus what is clicked.
 */
export function useReturnFocus(button?: RefObject<HTMLElement | null>) {
  const before = useRef<Element | null>(null);
  return {
    note: () => {
      before.current = button?.current ?? document.activeElement;
    },
    onCloseAutoFocus: (event: Event) => {
      event.preventDefault();
      const element = before.current;
      if (element instanceof HTMLElement && element.isConnected) element.focus();
    },
  };
}
