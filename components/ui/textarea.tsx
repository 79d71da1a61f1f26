"use client";

import clsx from "clsx";
import type { ComponentProps } from "react";
import { controlClass } from "./control-class";
import { useFieldControl } from "./field-context";
import { useEarly } from "./use-hydrated";

/** A text area that grows with its content where the browser can. */
export function Textarea({ className, rows = 3, ...rest }: ComponentProps<"textarea">) {
  const field = useFieldControl();
  const early = useEarly();
  return (
    <textarea
      {...field}
      {...(rest.value === undefined ? {} : early)}
      rows={rows}
      className={clsx(controlClass, "field-sizing-content max-h-96 min-h-16 py-1.5", className)}
      {...rest}
    />
  );
}
