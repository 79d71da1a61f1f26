import type { Route } from "next";
import Link from "next/link";
import { ConfigurationCard } from "@/components/configurations/configuration-card";
import { EnvironmentTabs } from "@/components/flags/environment-tabs";
import { pagesAround, withSearch } from "@/components/shell/address";
import { PageHeader } from "@/components/shell/page-header";
import { SearchField } from "@/components/shell/search-field";
import { Banner } from "@/components/ui/banner";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Pagination } from "@/components/ui/pagination";
import { Tabs } from "@/components/ui/tabs";
import type { ConfigurationView } from "@/lib/configurations/schema";
import type { MyFeature } from "@/lib/toggles/schema";
import type { UserView } from "@/lib/users/schema";
import { MyFeatureRow } from "./my-feature";

type Named = { key: string; name: string };

const path = "/my-features";
const pageSize = 50;

/** What one takes part in oneself: features with one's own value, and one's own configuration. */
export function MyFeaturesPage({
  me,
  projects,
  project,
  environments,
  environment,
  features,
  configurations,
  search,
}: {
  me: UserView;
  projects: Named[];
  project: Named;
  environments: Named[];
  environment: Named;
  features: MyFeature[];
  configurations: ConfigurationView[];
  search: Record<string, string>;
}) {
  const found = matching(features, search.q);
  const from = Math.max(0, Number.parseInt(search.cursor ?? "0", 10) || 0);
  const next = from + pageSize < found.length ? String(from + pageSize) : null;
  const fromStart = { cursor: null, trail: null };
  const clear = withSearch(path, search, { q: null, ...fromStart });
  return (
    <>
      <PageHeader
        title="My features"
        description={
          <>
            What you get, and what you may try before everybody else.{" "}
            <Link href={"/account" as Route} className="underline">
              Your account
            </Link>
          </>
        }
      />
      {!me.confirmed && (
        <Banner tone="warning" className="mb-6" title="Your account is not confirmed yet.">
          What you choose and configure here reaches apps once an editor has confirmed that it is
          you.
        </Banner>
      )}
      {projects.length > 1 && (
        <Tabs
          label="Projects"
          className="mb-4"
          tabs={projects.map(({ key, name }) => ({
            href: withSearch(path, search, { project: key, env: null, ...fromStart }),
            label: name,
            current: key === project.key,
          }))}
        />
      )}
      <EnvironmentTabs
        environments={environments}
        current={environment.key}
        href={(key) => withSearch(path, search, { env: key, ...fromStart })}
      />
      <div className="mb-4 sm:w-72">
        <SearchField label="Search features" placeholder="Search features" />
      </div>
      <div className="flex flex-col gap-6">
        <Card title="Features" flush>
          {found.length === 0 ? (
            <EmptyState
              level={3}
              title={search.q ? "No features like that" : "No features yet"}
              text={
                search.q
                  ? "Search looks into names and descriptions. Try a shorter word."
                  : `What ${project.name} releases is listed here, with what you get of it.`
              }
              action={search.q && <ButtonLink href={clear}>Clear search</ButtonLink>}
            />
          ) : (
            <ul aria-label="Features" className="divide-y divide-line">
              {found.slice(from, from + pageSize).map((feature) => (
                <MyFeatureRow
                  key={feature.key}
                  place={{
                    project: project.key,
                    flag: feature.key,
                    environment: environment.key,
                  }}
                  feature={feature}
                  me={me}
                />
              ))}
            </ul>
          )}
        </Card>
        {found.length > pageSize && (
          <Pagination
            {...pagesAround(path, search, next)}
            summary={`${Math.min(pageSize, found.length - from)} of ${found.length} features`}
          />
        )}
        <ConfigurationCard configurations={configurations} confirmed={me.confirmed} />
      </div>
    </>
  );
}

function matching(features: MyFeature[], q = ""): MyFeature[] {
  const wanted = q.toLowerCase();
  return features.filter(({ name, description }) =>
    [name, description].some((text) => text.toLowerCase().includes(wanted)),
  );
}
