"use client";

import { Plus, X } from "lucide-react";
import { useRef, useState } from "react";
import { AttributeField } from "@/components/targeting/attribute-field";
import { useKnown } from "@/components/targeting/known";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { type Kind, kinds, type Row } from "./context-rows";

const kindWords: Record<Kind, string> = {
  text: "Text",
  number: "Number",
  boolean: "Yes or no",
  json: "List or other",
};
const kindOfType: Record<string, Kind> = {
  string: "text",
  number: "number",
  boolean: "boolean",
  array: "json",
};
const examples: Record<Kind, string> = { text: "pro", number: "10", boolean: "", json: '["a"]' };

/** Attributes, one a row: name, type and value. */
export function AttributeRows({
  rows,
  errors,
  onChange,
}: {
  rows: Row[];
  errors: Map<number, string>;
  onChange: (rows: Row[]) => void;
}) {
  // Rows have no names of their own: each keeps a number while it is shown.
  const next = useRef(rows.length);
  const [ids, setIds] = useState(() => rows.map((_, at) => at));

  function add() {
    setIds([...ids, next.current++]);
    onChange([...rows, { name: "", kind: "text", text: "" }]);
  }

  function remove(at: number) {
    setIds(ids.toSpliced(at, 1));
    onChange(rows.toSpliced(at, 1));
  }

  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="mb-1 font-medium">Attributes</legend>
      {rows.length === 0 && <p className="text-sm text-muted">None are given.</p>}
      <ul aria-label="Attributes" className="flex flex-col gap-2">
        {rows.map((row, at) => (
          <li key={ids[at]}>
            <AttributeRow
              row={row}
              error={errors.get(at)}
              onChange={(changed) => onChange(rows.with(at, changed))}
              onRemove={() => remove(at)}
            />
          </li>
        ))}
      </ul>
      <div>
        <Button size="sm" onClick={add}>
          <Plus aria-hidden="true" className="size-4" />
          Add an attribute
        </Button>
      </div>
    </fieldset>
  );
}

function AttributeRow({
  row,
  error,
  onChange,
  onRemove,
}: {
  row: Row;
  error: string | undefined;
  onChange: (row: Row) => void;
  onRemove: () => void;
}) {
  const { attributes } = useKnown();
  const { name, kind, text } = row;
  const called = name || "new attribute";

  function rename(name: string) {
    const [type, ...others] = attributes.find((each) => each.name === name)?.types ?? [];
    const only = others.length === 0 && text === "" ? kindOfType[type ?? ""] : undefined;
    onChange(only ? retyped({ ...row, name }, only) : { ...row, name });
  }

  return (
    <div className="flex items-start gap-1">
      <div className="grid min-w-0 flex-1 gap-2 sm:grid-cols-[minmax(0,1fr)_9rem_minmax(0,1fr)]">
        <AttributeField label="Name of the attribute" value={name} onValueChange={rename} />
        <Select
          aria-label={`Type of ${called}`}
          value={kind}
          onChange={({ target }) => {
            const wanted = kinds.find((each) => each === target.value);
            if (wanted) onChange(retyped(row, wanted));
          }}
        >
          {kinds.map((each) => (
            <option key={each} value={each}>
              {kindWords[each]}
            </option>
          ))}
        </Select>
        <div className="min-w-0">
          {kind === "boolean" ? (
            <Select
              aria-label={`Value of ${called}`}
              value={text}
              onChange={({ target }) => onChange({ ...row, text: target.value })}
            >
              <option value="true">Yes</option>
              <option value="false">No</option>
            </Select>
          ) : (
            <Input
              aria-label={`Value of ${called}`}
              aria-invalid={error ? true : undefined}
              inputMode={kind === "number" ? "decimal" : undefined}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              placeholder={examples[kind]}
              value={text}
              onChange={({ target }) => onChange({ ...row, text: target.value })}
            />
          )}
          {error && (
            <p role="alert" className="mt-1 text-sm text-danger">
              {error}
            </p>
          )}
        </div>
      </div>
      <Button variant="ghost" size="icon" aria-label={`Remove ${called}`} onClick={onRemove}>
        <X aria-hidden="true" className="size-4" />
      </Button>
    </div>
  );
}

function retyped(row: Row, kind: Kind): Row {
  if (kind === "boolean") return { ...row, kind, text: row.text === "false" ? "false" : "true" };
  return { ...row, kind };
}
