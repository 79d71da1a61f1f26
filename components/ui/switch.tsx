"use client";

import clsx from "clsx";
import { Switch as Radix } from "radix-ui";
import { SwitchLook, switchClass } from "./switch-look";

export type SwitchProps = {
  /** The accessible name: what is switched and where, "new-checkout in Production". */
  label: string;
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
  /** A change is on its way: further clicks are ignored, focus stays. */
  busy?: boolean;
  disabled?: boolean;
  name?: string;
  value?: string;
  /** The id of a text that explains it, for example why it may not be changed. */
  describedBy?: string;
  className?: string;
};

/** A controlled switch. For a server action without client state, see SwitchSubmit. */
export function Switch({
  label,
  checked,
  onCheckedChange,
  busy = false,
  disabled,
  describedBy,
  className,
  ...rest
}: SwitchProps) {
  return (
    <Radix.Root
      {...rest}
      aria-label={label}
      aria-describedby={describedBy}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      checked={checked}
      disabled={disabled}
      onCheckedChange={busy ? undefined : onCheckedChange}
      className={clsx(switchClass, className)}
    >
      <SwitchLook on={checked} busy={busy} disabled={disabled} />
    </Radix.Root>
  );
}
