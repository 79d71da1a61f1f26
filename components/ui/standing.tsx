"use client";

import { type Ref, type RefObject, useLayoutEffect } from "react";

/**
 * Stands for an element that is there already, as the child of a trigger or an anchor of Radix: what opens is placed
 * beside that element, and gives it the focus back.
 */
export function Standing({
  element,
  ref,
}: {
  element: RefObject<HTMLElement | null>;
  ref?: Ref<HTMLElement>;
}) {
  useLayoutEffect(() => {
    // Never taken back: the focus returns when all of it has gone.
    if (typeof ref === "function") void ref(element.current);
  }, [ref, element]);
  return null;
}
