import { EnvironmentTabs } from "@/components/flags/environment-tabs";
import { PageHeader } from "@/components/shell/page-header";
import { Tabs } from "@/components/ui/tabs";
import type { KeyUse } from "@/lib/keys/schema";
import { ConnectEnvironment } from "./connect-environment";
import { type Technology, technologies } from "./snippets";

type Named = { key: string; name: string };

/** How an app reads the flags of one environment. */
export function ConnectPage({
  project,
  environments,
  environment,
  technology,
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
        href={(key) => address(key, technology)}
      />
      <Tabs
        label="Technology"
        className="mb-6"
        tabs={technologies.map(({ key, name }) => ({
          href: address(environment.key, key),
          label: name,
          current: key === technology,
        }))}
      />
      <ConnectEnvironment
        key={environment.key}
        project={project.key}
        environment={environment}
        technology={technology}
        {...rest}
      />
    </>
  );
}
