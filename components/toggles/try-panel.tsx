import { ContextEditor } from "@/components/evaluation/context-editor";
import { CopyCurl } from "@/components/flags/copy-curl";
import { KnownProvider } from "@/components/targeting/known";
import { Banner } from "@/components/ui/banner";
import { CompareWith } from "./compare-with";
import type { Tried } from "./user-flags";

/** Asks what this person would get with other attributes, at another time, and what somebody else gets. */
export function TryPanel({
  project,
  environment,
  username,
  tried: { known, input, error, isTried, other },
  search,
}: {
  project: string;
  environment: string;
  username: string;
  tried: Tried;
  search: Record<string, string>;
}) {
  const trying = search.context !== undefined || search.at !== undefined;
  return (
    <KnownProvider value={known}>
      {error && (
        <Banner tone="danger" className="mb-4">
          {error}
        </Banner>
      )}
      {search.with && !other && (
        <Banner tone="danger" className="mb-4">
          There is nobody called {search.with}. Choose somebody else to compare with.
        </Banner>
      )}
      {isTried && (
        <Banner tone="warning" className="mb-4">
          This is tried, not true: the values below are for what is given here. Nothing is changed.
          {other && ` ${other.username} is asked at the same time, with what is known.`}
        </Banner>
      )}
      <div className="mb-4 flex flex-wrap items-end justify-between gap-3">
        <CompareWith username={username} other={other?.username ?? ""} />
        <CopyCurl path={`/projects/${project}/environments/${environment}/evaluate`} body={input} />
      </div>
      <details open={trying} className="mb-4 rounded-lg border bg-surface">
        <summary className="cursor-pointer rounded-lg px-4 py-2.5 font-medium">
          Try other attributes or another time
        </summary>
        <div className="border-t p-4">
          <ContextEditor
            // Back and forward change the address without this form.
            key={`${search.context} ${search.at}`}
            context={input.context}
            at={input.at}
            fixed
            reset={trying ? "Back to what is known" : undefined}
          />
        </div>
      </details>
    </KnownProvider>
  );
}
