"use client";

import clsx from "clsx";
import { useFormStatus } from "react-dom";
import { SwitchLook, switchClass } from "./switch-look";

export type SwitchSubmitProps = {
  /** The accessible name: what is switched and where. */
  label: string;
  checked: boolean;
  /** The form field that carries the wished state, "true" or "false". */
  name: string;
  /** Defaults to the pending state of the form around it. */
  busy?: boolean;
  disabled?: boolean;
  describedBy?: string;
  className?: string;
};

/**
 * A switch that submits the form it stands in with `name` = the opposite of `checked`. While the
 * form's action runs it already shows the wish; a refused action leaves `checked`, so it falls back.
 */
export function SwitchSubmit({
  label,
  checked,
  name,
  busy,
  disabled,
  describedBy,
  className,
}: SwitchSubmitProps) {
  const status = useFormStatus();
  const pending = busy ?? status.pending;
  const on = pending ? !checked : checked;
  return (
    <button
      type="submit"
      role="switch"
      name={name}
      value={String(!checked)}
      aria-label={label}
      aria-checked={on}
      aria-describedby={describedBy}
      aria-busy={pending || undefined}
      aria-disabled={pending || undefined}
      disabled={disabled}
      onClick={pending ? (event) => event.preventDefault() : undefined}
      className={clsx(switchClass, className)}
    >
      <SwitchLook on={on} busy={pending} disabled={disabled} />
    </button>
  );
}
