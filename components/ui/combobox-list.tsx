"use client";

import clsx from "clsx";
import { type ReactNode, useEffect, useRef } from "react";
import type { ComboboxItem } from "./use-combobox";

/** The list under a combobox. Focus stays in the input; the highlighted option is kept in view. */
export function ComboboxList({
  id,
  label,
  options,
  highlighted,
  note,
  onChoose,
  render,
}: {
  id: string;
  label: string;
  options: ComboboxItem[];
  highlighted: number;
  /** Shown when there is no option. */
  note: string;
  onChoose: (item: ComboboxItem) => void;
  render: (item: ComboboxItem) => ReactNode;
}) {
  const current = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (highlighted >= 0) current.current?.scrollIntoView({ block: "nearest" });
  }, [highlighted]);
  return (
    <>
      <div
        id={id}
        role="listbox"
        aria-label={label}
        className="max-h-[min(18rem,var(--radix-popover-content-available-height))] overflow-y-auto p-1 empty:hidden"
      >
        {options.map((item, index) => (
          <div
            key={item.value}
            ref={index === highlighted ? current : undefined}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === highlighted}
            // A press must not take the focus from the input, which would close the list first.
            onPointerDown={(event) => event.preventDefault()}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onChoose(item)}
            // A screen reader can put the focus here although we never do.
            onKeyDown={(event) => {
              if (event.key !== "Enter" && event.key !== " ") return;
              event.preventDefault();
              onChoose(item);
            }}
            className={clsx(
              "cursor-pointer rounded-sm px-2 py-1.5 hover:bg-hover pointer-coarse:py-3",
              index === highlighted &&
                "bg-hover outline-2 -outline-offset-2 outline-accent outline-solid",
            )}
          >
            {render(item)}
          </div>
        ))}
      </div>
      {options.length === 0 && <p className="px-3 py-2 text-muted">{note}</p>}
    </>
  );
}
