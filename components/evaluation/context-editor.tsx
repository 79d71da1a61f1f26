"use client";

import { type FormEvent, useState } from "react";
import { useAddress } from "@/components/shell/use-address";
import { Button } from "@/components/ui/button";
import { DateTimeField } from "@/components/ui/date-time-field";
import { JsonEditor } from "@/components/ui/json-editor";
import { Segmented } from "@/components/ui/segmented";
import type { Context } from "@/lib/flags/schema/context";
import { AttributeRows } from "./attribute-rows";
import { type Attributes, attributesOf, type Row, rowsOf } from "./context-rows";
import { WhomField } from "./whom-field";

/**
 * Who is asked about, and when: the context as rows or as JSON, and a time. Posted into the address, where it can be shared.
 * `fixed`: the targeting key is somebody's and stays.
 */
export function ContextEditor({
  context,
  at,
  fixed = false,
  reset,
}: {
  context: Context;
  at: string | undefined;
  fixed?: boolean;
  /** Offers to take everything back, under these words. */
  reset?: string;
}) {
  const { set, pending } = useAddress();
  const { targetingKey: said, ...given } = context;
  const [whom, setWhom] = useState(typeof said === "string" ? said : "");
  const [time, setTime] = useState(at ?? "");
  const [rows, setRows] = useState<Row[]>(() => rowsOf(given));
  // Null while rows are typed; undefined while the JSON is wrong.
  const [json, setJson] = useState<{ value: Attributes | undefined } | null>(null);
  const [version, setVersion] = useState(0);
  const [errors, setErrors] = useState(new Map<number, string>());

  const made = json === null ? attributesOf(rows) : null;
  const attributes = json === null ? made && "attributes" in made && made.attributes : json.value;

  function change(next: Row[]) {
    setRows(next);
    setErrors(new Map());
  }

  function fill(known: Attributes) {
    change(rowsOf(known));
    setJson(json && { value: known });
    setVersion(version + 1);
  }

  function write(mode: string) {
    if (!attributes) return setErrors(made && "errors" in made ? made.errors : new Map());
    setJson(mode === "json" ? { value: attributes } : null);
    fillRows(attributes);
  }

  function fillRows(next: Attributes) {
    change(rowsOf(next));
    setVersion(version + 1);
  }

  function ask(event: FormEvent) {
    event.preventDefault();
    if (made && "errors" in made) return setErrors(made.errors);
    if (!attributes) return;
    const subject = whom === "" ? attributes : { targetingKey: whom, ...attributes };
    set({ context: JSON.stringify(subject), at: time || null });
  }

  return (
    <form onSubmit={ask} className="flex flex-col gap-4">
      {!fixed && <WhomField whom={whom} onWhomChange={setWhom} onKnown={fill} />}
      <Segmented
        label="How attributes are typed"
        segments={[
          { value: "rows", label: "Rows" },
          { value: "json", label: "JSON" },
        ]}
        value={json === null ? "rows" : "json"}
        onValueChange={write}
      />
      {json === null ? (
        <AttributeRows key={version} rows={rows} errors={errors} onChange={change} />
      ) : (
        <JsonEditor
          key={version}
          label="Attributes as JSON"
          rows={6}
          defaultText={JSON.stringify(json.value ?? {}, null, 2)}
          check={objectOnly}
          onChange={(_, read) => setJson({ value: read && (read.value as Attributes) })}
        />
      )}
      <DateTimeField label="At another time" optional defaultValue={at} onValueChange={setTime} />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" pending={pending}>
          Evaluate
        </Button>
        {reset && (
          <Button variant="ghost" onClick={() => set({ context: null, at: null })}>
            {reset}
          </Button>
        )}
      </div>
    </form>
  );
}

function objectOnly(value: unknown) {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return undefined;
  return { path: "", message: 'Names and values in braces, such as {"plan": "pro"}.' };
}
