"use client";

import { useChange } from "@/components/shell/use-change";
import { Button } from "@/components/ui/button";
import { deleteToggleAction } from "@/lib/toggles/actions";
import type { MyFeature } from "@/lib/toggles/schema";
import type { TogglePlace } from "./types";
import { VariantControl } from "./variant-control";

/** One's own toggle of a feature that offers itself: made, changed and taken back by oneself. */
export function EarlyAccess({
  place,
  feature,
  me,
}: {
  place: TogglePlace;
  feature: MyFeature;
  me: { username: string; targetingKey: string };
}) {
  const { change, pending } = useChange();
  const { toggle, type, choices, variant } = feature;
  const mine = toggle !== null && toggle.creator.username === me.username;
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-3">
      <span aria-hidden="true" className="text-sm text-muted">
        Early access
      </span>
      <VariantControl
        place={place}
        targetingKey={me.targetingKey}
        choices={{ type, variants: choices }}
        // What waits for confirmation is shown as chosen, although nothing serves it yet.
        variant={toggle?.pending ? toggle.variant : variant}
        keep={toggle ?? undefined}
        label={`Early access to ${feature.name}`}
      />
      {mine && (
        <Button
          size="sm"
          pending={pending}
          aria-label={`Take back what you chose for ${feature.name}`}
          onClick={() => change(deleteToggleAction, { ...place, targetingKey: me.targetingKey })}
        >
          Take back
        </Button>
      )}
    </div>
  );
}
