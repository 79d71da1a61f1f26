import { withSearch } from "@/components/shell/address";
import type { Known } from "@/components/targeting/known";
import { PlanEditor } from "@/components/targeting/plan-editor";
import { ToggleList } from "@/components/toggles/toggle-list";
import type { FlagView } from "@/lib/flags/schema";
import type { StateView } from "@/lib/flags/schema/state";
import type { UsageView } from "@/lib/flags/schema/usage";
import type { ToggleView } from "@/lib/toggles/schema";
import { EnvironmentTabs } from "./environment-tabs";
import { StateCard } from "./state-card";
import type { Environment, FlagAccess } from "./types";
import { UsageCard } from "./usage-card";

/** One environment of a flag: its state, who gets what, the users with toggles, and how often it is asked for. */
export function Targeting({
  project,
  flag,
  environments,
  environment,
  state,
  known,
  toggles,
  usage,
  path,
  search,
  access,
  me,
}: {
  project: string;
  flag: FlagView;
  environments: Environment[];
  environment: Environment & { protected: boolean };
  state: StateView;
  known: Pick<Known, "attributes" | "segments">;
  toggles: { data: ToggleView[]; nextCursor: string | null };
  usage: UsageView;
  path: string;
  search: Record<string, string>;
  access: FlagAccess;
  me: string | null;
}) {
  const glance = flag.environments[environment.key];
  return (
    <>
      <EnvironmentTabs
        environments={environments}
        current={environment.key}
        states={flag.environments}
        href={(key) => withSearch(path, {}, { env: key })}
      />
      <div className="flex flex-col gap-6">
        {glance && (
          <StateCard
            project={project}
            flag={flag}
            environment={environment}
            state={{ ...glance, ...state }}
            mayChange={access.change}
          />
        )}
        <PlanEditor
          key={environment.key}
          project={project}
          flag={flag.key}
          environment={environment}
          state={state}
          known={{ project, variants: flag.variants, ...known }}
          mayChange={access.change && flag.archivedAt === null}
        />
        <ToggleList
          place={{ project, flag: flag.key, environment: environment.key }}
          environmentName={environment.name}
          choices={flag}
          list={toggles}
          path={path}
          search={search}
          mayChange={access.change && flag.archivedAt === null}
          me={me}
        />
        <UsageCard environment={environment} usage={usage} />
      </div>
    </>
  );
}
