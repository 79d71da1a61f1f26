import type { ReactNode } from "react";
import { SchemaText } from "@/components/reference/schema-text";
import { Badge, type Tone } from "@/components/ui/badge";
import { Code } from "@/components/ui/code";
import type { ToldOperation } from "@/lib/openapi/document";

const tones: Record<string, Tone> = { get: "neutral", delete: "danger" };

type Props = { method: string; path: string; operation: ToldOperation };

/** One operation: a line that opens to what it takes and what it answers. */
export function OperationDetails({ method, path, operation }: Props) {
  const { summary, parameters, requestBody, responses } = operation;
  const body = requestBody?.content["application/json"];
  const [good, bad] = [true, false].map((wanted) =>
    Object.entries(responses).filter(([status]) => status < "400" === wanted),
  );
  return (
    <details>
      <summary className="flex cursor-pointer flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2 hover:bg-subtle focus-visible:-outline-offset-2">
        <Badge tone={tones[method] ?? "accent"}>{method.toUpperCase()}</Badge>
        <span className="min-w-0 font-mono text-sm break-all">{path}</span>
        <span className="text-muted">{summary}</span>
      </summary>
      <div className="flex flex-col gap-4 border-t px-4 py-3">
        {parameters.length > 0 && (
          <Part title="Takes">
            <ul className="flex flex-col gap-1">
              {parameters.map((parameter) => (
                <li key={`${parameter.in} ${parameter.name}`} className="min-w-0 break-words">
                  <Code>{parameter.name}</Code>{" "}
                  <span className="text-sm text-muted">{aboutParameter(parameter)}</span>
                </li>
              ))}
            </ul>
          </Part>
        )}
        {body && (
          <Part title="Body">
            <SchemaText label={`Body of ${summary}`} schema={body.schema} />
          </Part>
        )}
        {good?.map(([status, { description, content = {} }]) => (
          <Part key={status} title={`Answers ${status}`}>
            {Object.keys(content).length === 0 && <p className="text-sm">{description}</p>}
            {Object.entries(content).map(([type, { schema }]) => (
              <SchemaText key={type} label={`${type} of ${summary}, ${status}`} schema={schema} />
            ))}
          </Part>
        ))}
        <Part title="Refuses with">
          <ul className="text-sm">
            {bad?.map(([status, { description }]) => (
              <li key={status}>
                {status} <span className="text-muted">{description}</span>
              </li>
            ))}
          </ul>
        </Part>
      </div>
    </details>
  );
}

function aboutParameter({ in: place, required, schema }: ToldOperation["parameters"][number]) {
  const { type, enum: choices, description, default: usual } = schema;
  return [
    `in the ${place}`,
    required ? "required" : "",
    Array.isArray(choices) ? choices.join(" | ") : typeof type === "string" ? type : "",
    usual === undefined ? "" : `otherwise ${usual}`,
    typeof description === "string" ? description : "",
  ]
    .filter(Boolean)
    .join(" · ");
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="flex min-w-0 flex-col gap-1">
      <h3 className="text-sm font-medium">{title}</h3>
      {children}
    </section>
  );
}
