import { EnvironmentTabs } from "@/components/flags/environment-tabs";
import { PageHeader } from "@/components/shell/page-header";
import type { KeyUse } from "@/lib/keys/schema";
import { ClientCard } from "./client-card";
import { ConnectEnvironment } from "./connect-environment";
import { snippetsFor } from "./snippets/snippets";
import { technologies } from "./technologies";
import type { Technology } from "./technology";
import { TechnologyNav } from "./technology-nav";

type Named = { key: string; name: string };

/** How an app reads the flags of one environment. */
export function ConnectPage({
  project,
  environments,
  environment,
  technology,
  origin,
  flag,
  ...rest
}: {
  project: Named;
  environments: Named[];
  environment: Named;
  technology: Technology;
  origin: string;
  flag: string;
  use: KeyUse;
  mayMakeKeys: boolean;
}) {
  const address = (env: string, tech: string) =>
    `/projects/${project.key}/connect?${new URLSearchParams({ env, with: tech })}`;
  return (
    <>
      <PageHeader
        title="Connect"
        description={`How your app reads the flags of ${project.name}: copy, run, done.`}
      />
      <EnvironmentTabs
        environments={environments}
        current={environment.key}
        href={(key) => address(key, technology.key)}
      />
      <TechnologyNav
        technologies={technologies}
        current={technology}
        href={(key) => address(environment.key, key)}
      />
      <ConnectEnvironment
        key={environment.key}
        project={project.key}
        environment={environment}
        technology={technology}
        snippets={snippetsFor(technology, { origin, flag })}
        origin={origin}
        {...rest}
      />
      <ClientCard technology={technology} />
    </>
  );
}
