import { OperationDetails } from "@/components/reference/operation-details";
import { PageHeader } from "@/components/shell/page-header";
import { Card } from "@/components/ui/card";
import { Code } from "@/components/ui/code";
import type { OpenApi } from "@/lib/openapi/document";

const link = "text-accent underline underline-offset-2";

/** The management API, operation by operation, as its document tells it. */
export function ReferencePage({ api }: { api: OpenApi }) {
  const base = api.servers[0]?.url ?? "";
  const operations = Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  return (
    <>
      <PageHeader
        title="API reference"
        description={
          <>
            Send a personal token of your account as <Code>Authorization: Bearer hst_pat_…</Code>.
            For tools there is the same as{" "}
            <a href="/api/openapi.json" className={link}>
              OpenAPI 3.1
            </a>
            .
          </>
        }
      />
      <div className="flex max-w-5xl flex-col gap-6">
        {api.tags.map(({ name }) => (
          <Card key={name} title={name} flush>
            <ul className="divide-y divide-line">
              {operations
                .filter(({ operation }) => operation.tags.includes(name))
                .map(({ path, method, operation }) => (
                  <li key={operation.operationId} id={operation.operationId}>
                    <OperationDetails method={method} path={base + path} operation={operation} />
                  </li>
                ))}
            </ul>
          </Card>
        ))}
      </div>
    </>
  );
}
