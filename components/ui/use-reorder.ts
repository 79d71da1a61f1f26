"use client";

import { type KeyboardEvent, type PointerEvent, useRef, useState } from "react";

/** Where a dragged entry came from, and where it would go. */
type Drag = { from: number; to: number };

/**
 * Re-ordering a list by dragging a handle, or by the arrow keys while the handle has the focus. `onMove` is called once
 * when an entry is let go; `said` is for a live region.
 */
export function useReorder(count: number, onMove: (from: number, to: number) => void) {
  const list = useRef<HTMLOListElement>(null);
  const [drag, setDrag] = useState<Drag | null>(null);
  const [said, setSaid] = useState("");

  function move(from: number, to: number) {
    if (to < 0 || to >= count || to === from) return;
    onMove(from, to);
    setSaid(`Moved to place ${to + 1} of ${count}.`);
  }

  /** The place of the entry that the pointer is over; beyond the ends, the first or the last. */
  function placeAt(y: number): number {
    const items = [...(list.current?.children ?? [])];
    const over = items.findIndex((item) => y < item.getBoundingClientRect().bottom);
    return over < 0 ? count - 1 : over;
  }

  function handle(index: number) {
    return {
      onPointerDown(event: PointerEvent<HTMLElement>) {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        setDrag({ from: index, to: index });
      },
      onPointerMove(event: PointerEvent<HTMLElement>) {
        if (drag?.from === index) setDrag({ from: index, to: placeAt(event.clientY) });
      },
      onPointerUp() {
        if (drag) move(drag.from, drag.to);
        setDrag(null);
      },
      onPointerCancel() {
        setDrag(null);
      },
      onKeyDown(event: KeyboardEvent<HTMLElement>) {
        if (event.key === "Escape" && drag) return setDrag(null);
        if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
        event.preventDefault();
        move(index, event.key === "ArrowUp" ? index - 1 : index + 1);
      },
    };
  }

  /** Where the entry would land, for a line at that edge: "before", "after" or nothing. */
  function landing(index: number): "before" | "after" | undefined {
    if (!drag || drag.to === drag.from || drag.to !== index) return undefined;
    return drag.to < drag.from ? "before" : "after";
  }

  return { list, handle, landing, move, said, dragged: drag?.from ?? null };
}
