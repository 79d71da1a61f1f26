"use client";

import { useOptimistic } from "react";
import { useChange } from "@/components/shell/use-change";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import { putToggleAction } from "@/lib/toggles/actions";
import { type Choices, type TogglePlace, variantFor } from "./types";

/**
 * What one user gets, changed in place: a switch for boolean flags, else a choice of variants.
 * A reason and an expiry go along, because a toggle is written whole.
 */
export function VariantControl({
  place,
  targetingKey,
  choices: { type, variants },
  variant,
  keep,
  disabled,
  describedBy,
  label = `${place.flag} for ${targetingKey} in ${place.environment}`,
}: {
  place: TogglePlace;
  targetingKey: string;
  choices: Choices;
  /** What is served now; none when nothing is. */
  variant: string | undefined;
  keep?: { reason: string | null; expiresAt: string | null };
  disabled?: boolean;
  describedBy?: string;
  /** The accessible name. */
  label?: string;
}) {
  const { change, pending } = useChange();
  const [chosen, show] = useOptimistic(variant);
  const set = (next: string) =>
    change(
      putToggleAction,
      {
        ...place,
        targetingKey,
        variant: next,
        reason: keep?.reason ?? "",
        expiresAt: keep?.expiresAt ?? "",
      },
      () => show(next),
    );

  if (type === "boolean") {
    return (
      <Switch
        label={label}
        checked={chosen === variantFor(variants, true)}
        busy={pending}
        disabled={disabled}
        describedBy={describedBy}
        onCheckedChange={(on) => set(variantFor(variants, on))}
      />
    );
  }
  return (
    <Select
      aria-label={label}
      aria-describedby={describedBy}
      value={chosen ?? ""}
      disabled={disabled}
      className="w-32"
      onChange={(event) => {
        if (!pending) set(event.target.value);
      }}
    >
      {chosen === undefined && <option value="">nothing</option>}
      {variants.map(({ key }) => (
        <option key={key}>{key}</option>
      ))}
    </Select>
  );
}
