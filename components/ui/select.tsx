"use client";

import clsx from "clsx";
import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { controlClass } from "./control-class";
import { useFieldControl } from "./field-context";

/** The browser's own select, styled: works in forms without JavaScript and on every phone. */
export function Select({ className, children, ...rest }: ComponentProps<"select">) {
  const field = useFieldControl();
  return (
    // As high as the select: a row that grows beside it must not move its arrow.
    <span className={clsx("relative block h-fit min-w-0", className)}>
      <select
        {...field}
        className={clsx(controlClass, "h-8 appearance-none pr-8 pointer-coarse:h-11")}
        {...rest}
      >
        {children}
      </select>
      <ChevronDown
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 right-2.5 size-4 -translate-y-1/2 text-muted"
      />
    </span>
  );
}
