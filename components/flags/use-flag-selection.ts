"use client";

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { coverage, pressed, pressedAll } from "@/components/ui/selection";

/** Which flags of the list are selected, by key. `limit`: how many a bulk change takes. */
export function useFlagSelection(keys: string[], limit: number) {
  const [selected, select] = useState<ReadonlySet<string>>(new Set());
  const [waiting, wait] = useState(0);
  const last = useRef<string>(undefined);
  const offered = useMemo(() => keys.slice(0, limit), [keys, limit]);

  useEffect(() => {
    if (waiting === 0 || offered.length < waiting) return;
    select(new Set(offered));
    wait(0);
  }, [waiting, offered]);

  const press = useCallback(
    (key: string, range: boolean) => {
      const from = range ? last.current : undefined;
      select((before) => pressed(before, keys, key, from));
      last.current = key;
    },
    [keys],
  );

  return {
    selected,
    covered: coverage(selected, offered),
    /** Whether flags are still to come that shall be selected. */
    waiting: waiting > 0,
    /** One was pressed; with Shift, everything since the one pressed before. */
    press,
    pressAll: () => select((before) => pressedAll(before, offered)),
    /** All of them as soon as so many are there. */
    selectWhenThere: wait,
    clear: () => {
      select(new Set());
      wait(0);
    },
  };
}
