import { Card } from "@/components/ui/card";
import type { FlagView } from "@/lib/flags/schema";
import type { StateView } from "@/lib/flags/schema/state";
import { EnvironmentSwitch } from "./environment-switch";
import { KillSwitch } from "./kill-switch";
import { stateSentence } from "./state-words";
import type { Environment, StateGlance } from "./types";

/** Switch and kill switch in one environment, and what they come to. */
export function StateCard({
  project,
  flag,
  environment,
  state,
  mayChange,
}: {
  project: string;
  flag: FlagView;
  environment: Environment;
  state: StateGlance & StateView;
  mayChange: boolean;
}) {
  const place = { project, flag: flag.key };
  const archived = flag.archivedAt !== null;
  const why = !mayChange
    ? "Editors may change this; an administrator gives that role."
    : archived
      ? "Archived flags reach nobody. Restore it under Settings first."
      : environment.protected
        ? "Protected: only killing is done directly. An administrator takes the protection off under Environments."
        : undefined;
  const disabled = why !== undefined;
  const mayKill = mayChange && !archived && !(environment.protected && state.killed);
  return (
    <Card title={`State in ${environment.name}`} flush>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-3 p-4">
        <EnvironmentSwitch
          place={place}
          environment={environment}
          state={state}
          disabled={disabled || state.killed}
          describedBy="state-sentence"
          className="flex items-center gap-2"
        />
        <p id="state-sentence" className="min-w-48 flex-1 break-words">
          {stateSentence(state)}
          {why && <span className="block text-sm text-muted">{why}</span>}
        </p>
        <KillSwitch
          place={place}
          environment={environment}
          killed={state.killed}
          offVariant={state.offVariant}
          disabled={!mayKill}
        />
      </div>
    </Card>
  );
}
