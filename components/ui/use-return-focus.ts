"use client";

import { useRef } from "react";

/**
 * For dialogs without a trigger, which Radix would leave with the focus nowhere: notes who had it when
 * the dialog opened (`onOpenAutoFocus`) and gives it back.
 */
export function useReturnFocus() {
  const before = useRef<Element | null>(null);
  return {
    note: () => {
      before.current = document.activeElement;
    },
    onCloseAutoFocus: (event: Event) => {
      event.preventDefault();
      const element = before.current;
      if (element instanceof HTMLElement && element.isConnected) element.focus();
    },
  };
}
