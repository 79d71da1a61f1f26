"use client";

import { useState } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { JsonEditor } from "@/components/ui/json-editor";
import type { FlagView } from "@/lib/flags/schema";
import { Problems } from "./problems";

const start = '{\n  "type": "object",\n  "properties": {},\n  "required": []\n}';

/** A schema as the field `schema` posts it: empty without one. */
export function schemaText(schema: FlagView["schema"]): string {
  return schema === null ? "" : JSON.stringify(schema, null, 2);
}

/** A JSON Schema for the values of an object flag, which one may go without. */
export function SchemaField({ schema, errors }: { schema: FlagView["schema"]; errors: string[] }) {
  const [wanted, setWanted] = useState(schema !== null);
  return (
    <div>
      <Checkbox
        label="Check every value against a JSON Schema"
        checked={wanted}
        onChange={(event) => setWanted(event.target.checked)}
      />
      {wanted ? (
        <div className="mt-2">
          <JsonEditor
            label="JSON Schema"
            hint="A value that does not fit it cannot be saved."
            name="schema"
            defaultText={schemaText(schema) || start}
          />
        </div>
      ) : (
        <input type="hidden" name="schema" value="" />
      )}
      <Problems sentences={errors} />
    </div>
  );
}
