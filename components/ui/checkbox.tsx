"use client";

import clsx from "clsx";
import { type ComponentProps, type ReactNode, useId } from "react";

/** The browser's own checkbox with its label; posts with forms, works without JavaScript. */
export function Checkbox({
  label,
  hint,
  className,
  ...rest
}: Omit<ComponentProps<"input">, "type"> & { label: ReactNode; hint?: ReactNode }) {
  const id = useId();
  return (
    <div className={clsx("flex min-h-6 gap-2 pointer-coarse:min-h-11", className)}>
      <input
        id={id}
        type="checkbox"
        aria-describedby={hint ? `${id}-hint` : undefined}
        className="mt-0.5 size-4 shrink-0 accent-accent-solid"
        {...rest}
      />
      <div className="min-w-0">
        <label htmlFor={rest.id ?? id}>{label}</label>
        {hint && (
          <p id={`${id}-hint`} className="text-sm text-muted">
            {hint}
          </p>
        )}
      </div>
    </div>
  );
}
