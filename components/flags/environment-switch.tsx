"use client";

import dynamic from "next/dynamic";
import { useOptimistic, useState } from "react";
import { useChange } from "@/components/shell/use-change";
import { Badge } from "@/components/ui/badge";
import { Switch } from "@/components/ui/switch";
import { killAction, switchAction } from "@/lib/flags/actions";
import type { Environment, FlagPlace, StateGlance } from "./types";

const StayOnDialog = dynamic(() => import("./stay-on-dialog"), { ssr: false });

/**
 * A flag's switch in one environment. Reacts at once and falls back when refused. Where per-user
 * toggles would keep people on, switching off asks first.
 */
export function EnvironmentSwitch({
  place,
  environment,
  state,
  disabled,
  describedBy,
  onSwitched,
  className,
}: {
  place: FlagPlace;
  environment: Environment;
  state: StateGlance;
  disabled?: boolean;
  /** Id of the text that says why it is disabled. */
  describedBy?: string;
  /** Told as soon as it is done. */
  onSwitched?: (flag: string, environment: string, enabled: boolean) => void;
  className?: string;
}) {
  const { change, pending } = useChange();
  const [enabled, show] = useOptimistic(state.enabled);
  const [asking, setAsking] = useState(false);
  const fields = { ...place, environment: environment.key };

  const turn = (next: boolean) =>
    change(
      switchAction,
      { ...fields, enabled: String(next) },
      () => show(next),
      () => onSwitched?.(place.flag, environment.key, next),
    );

  return (
    <span className={className}>
      <Switch
        label={`${environment.name} for ${place.flag}`}
        checked={enabled}
        busy={pending}
        disabled={disabled}
        describedBy={describedBy}
        onCheckedChange={(next) =>
          !next && state.on > 0 && !state.killed ? setAsking(true) : turn(next)
        }
      />
      <StateMark enabled={enabled} state={state} />
      {asking && (
        <StayOnDialog
          onClose={() => setAsking(false)}
          flag={place.flag}
          environment={environment.name}
          on={state.on}
          onOff={() => turn(false)}
          onKill={() => change(killAction, { ...fields, killed: "true" })}
        />
      )}
    </span>
  );
}

/** What the switch alone does not tell: killed for everybody, or off but on for some. */
function StateMark({ enabled, state }: { enabled: boolean; state: StateGlance }) {
  if (state.killed) return <Badge tone="danger">killed</Badge>;
  if (enabled || state.on === 0) return null;
  return (
    <span className="text-xs whitespace-nowrap text-muted" title={`${state.on} by per-user toggle`}>
      off · {state.on} on
    </span>
  );
}
