import { CopyCurl } from "@/components/flags/copy-curl";
import { EnvironmentTabs } from "@/components/flags/environment-tabs";
import { withSearch } from "@/components/shell/address";
import { PageHeader } from "@/components/shell/page-header";
import { type Known, KnownProvider } from "@/components/targeting/known";
import { Banner } from "@/components/ui/banner";
import { Card } from "@/components/ui/card";
import type { EvaluateInput } from "@/lib/flags/schema/context";
import type { ExplainedFlag } from "@/lib/toggles/schema";
import { ContextEditor } from "./context-editor";
import { Results } from "./results";

type Named = { key: string; name: string };

/** What any context would get of every flag, at any time. */
export function PlaygroundPage({
  project,
  environments,
  environment,
  known,
  input,
  error,
  flags,
  search,
}: {
  project: Named;
  environments: Named[];
  environment: Named;
  known: Known;
  input: EvaluateInput;
  /** What is wrong with the address. */
  error: string | null;
  flags: ExplainedFlag[];
  search: Record<string, string>;
}) {
  const path = `/projects/${project.key}/playground`;
  const { targetingKey } = input.context;
  return (
    <KnownProvider value={known}>
      <PageHeader
        title="Playground"
        description={`What your app would be told of every flag of ${project.name}, and why. Nothing is changed.`}
        actions={
          <CopyCurl
            path={`/projects/${project.key}/environments/${environment.key}/evaluate`}
            body={input}
          />
        }
      />
      <EnvironmentTabs
        environments={environments}
        current={environment.key}
        href={(key) => withSearch(path, search, { env: key, cursor: null, trail: null })}
      />
      {error && (
        <Banner tone="danger" className="mb-4">
          {error}
        </Banner>
      )}
      <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
        <Card title="Context" description="What your app says about the person it asks for.">
          <ContextEditor
            // Back and forward change the address without this form.
            key={`${search.context} ${search.at}`}
            context={input.context}
            at={input.at}
          />
        </Card>
        <Results
          project={project.key}
          environment={environment}
          flags={flags}
          whom={typeof targetingKey === "string" && targetingKey ? targetingKey : "this context"}
          path={path}
          search={search}
        />
      </div>
    </KnownProvider>
  );
}
