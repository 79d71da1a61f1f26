"use client";

import clsx from "clsx";
import type { ComponentProps } from "react";
import { controlClass } from "./control-class";
import { useFieldControl } from "./field-context";
import { useEarly } from "./use-hydrated";

/** A one-line text input. Inside a Field it is labelled by it; else give it an `aria-label`. */
export function Input({ className, ...rest }: ComponentProps<"input">) {
  const field = useFieldControl();
  const early = useEarly();
  return (
    <input
      {...field}
      {...(rest.value === undefined ? {} : early)}
      className={clsx(controlClass, "h-8 pointer-coarse:h-11", className)}
      {...rest}
    />
  );
}
