import { ScrollRegion } from "@/components/ui/scroll-region";
import type { JsonSchema } from "@/lib/openapi/json-schema";

/** A JSON Schema as it stands in the document. */
export function SchemaText({ label, schema }: { label: string; schema: JsonSchema }) {
  return (
    <ScrollRegion
      label={label}
      className="max-h-96 min-w-0 overflow-y-auto rounded-md border bg-subtle p-3"
    >
      <pre className="w-max font-mono text-sm">{JSON.stringify(schema, null, 2)}</pre>
    </ScrollRegion>
  );
}
