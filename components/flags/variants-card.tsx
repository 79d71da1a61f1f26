import { KeptTextPanel } from "@/components/shell/kept-text-panel";
import { Card } from "@/components/ui/card";
import { Code } from "@/components/ui/code";
import { JsonView } from "@/components/ui/json-view";
import type { FlagView } from "@/lib/flags/schema";
import { valueText, valueWords } from "./variant-value";
import { VariantsForm } from "./variants-form";

/** A flag's named values: to read for everybody, to edit for editors where there is more than on and off. */
export function VariantsCard({
  project,
  flag,
  mayChange,
}: {
  project: string;
  flag: FlagView;
  mayChange: boolean;
}) {
  const editable = mayChange && flag.type !== "boolean" && flag.archivedAt === null;
  return (
    <Card
      title="Variants"
      description={
        flag.type === "boolean"
          ? "A boolean flag has these two."
          : "What this flag can answer, by name. Changing a value changes it in every environment at once."
      }
      flush={!editable}
      className="max-w-3xl"
    >
      {editable ? (
        <VariantsForm project={project} flag={flag} />
      ) : (
        <>
          <KeptTextPanel />
          <dl className="divide-y divide-line">
            {flag.variants.map(({ key, value }) => (
              <div key={key} className="grid gap-x-4 gap-y-1 px-4 py-3 sm:grid-cols-[10rem_1fr]">
                <dt className="font-medium break-words">{key}</dt>
                <dd className="min-w-0">
                  {typeof value === "object" ? (
                    <pre className="overflow-x-auto font-mono text-sm whitespace-pre-wrap">
                      {valueText(value)}
                    </pre>
                  ) : (
                    <Code>{valueWords(value)}</Code>
                  )}
                </dd>
              </div>
            ))}
          </dl>
          {flag.schema !== null && (
            <section aria-label="JSON Schema" className="border-t px-4 py-3">
              <h3 className="font-medium">JSON Schema</h3>
              <p className="mb-2 text-sm text-muted">Every value fits it.</p>
              <JsonView value={flag.schema} label="schema" />
            </section>
          )}
        </>
      )}
      {!mayChange && (
        <p className="border-t px-4 py-3 text-sm text-muted">
          Editors may change variants; an administrator gives that role.
        </p>
      )}
    </Card>
  );
}
