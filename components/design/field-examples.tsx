"use client";

import { useState } from "react";
import { Combobox, type ComboboxItem } from "@/components/ui/combobox";
import { DateTimeField } from "@/components/ui/date-time-field";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { JsonEditor } from "@/components/ui/json-editor";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { TokensInput } from "@/components/ui/tokens-input";
import { Example } from "./example";

const grid = "grid min-w-0 items-start gap-4 sm:grid-cols-2";

const people: ComboboxItem[] = [
  { value: "u-17", label: "clara", detail: "u-17" },
  { value: "u-8412", label: "customer 8412", detail: "u-8412" },
  { value: "u-42", label: "deniz", detail: "u-42" },
];

/** What one types and chooses in. */
export function FieldExamples() {
  return (
    <>
      <Example title="Fields">
        <div className={grid}>
          <Field label="Key" hint="Letters, digits, dots, hyphens and underscores." required>
            <Input defaultValue="new-checkout" />
          </Field>
          <Field label="Name" optional>
            <Input placeholder="A better checkout" />
          </Field>
          <Field label="Key" error="Another flag has this key. Take another one.">
            <Input defaultValue="new-checkout" />
          </Field>
          <Field label="Key of an old flag" hint="A key stays for ever.">
            <Input defaultValue="old-checkout" disabled />
          </Field>
          <Field label="Environment">
            <Select defaultValue="production">
              <option value="development">Development</option>
              <option value="production">Production</option>
            </Select>
          </Field>
          <Field label="Description">
            <Textarea defaultValue="What it is for, and when it can go." />
          </Field>
          <People />
          <Plans />
        </div>
      </Example>
      <Example title="Times">
        <div className={grid}>
          <DateTimeField label="Ends" defaultValue="2026-11-29T18:00:00Z" />
          <DateTimeField label="Starts" optional error="It starts after it ends." />
          <DateTimeField label="From, step 1" defaultValue="2026-11-30T09:00:00Z" compact />
        </div>
      </Example>
      <Example title="JSON editor">
        <div className={grid}>
          <JsonEditor
            label="Value"
            rows={5}
            defaultText={'{\n  "layout": "grid",\n  "columns": 3\n}'}
            check={needsColumns}
            hint="Try to take the columns away."
          />
          <JsonEditor label="Value of a text" rows={5} defaultText='"grid"' disabled />
        </div>
      </Example>
    </>
  );
}

function needsColumns(value: unknown) {
  const columns =
    typeof value === "object" && value !== null && "columns" in value ? value.columns : undefined;
  return typeof columns === "number"
    ? undefined
    : { path: "columns", message: "The layout needs a number of columns." };
}

function Plans() {
  const [values, setValues] = useState(["pro", "team"]);
  return (
    <Field label="Plans" hint="Enter or a comma takes what is typed.">
      <TokensInput label="Plans" values={values} onValuesChange={setValues} placeholder="pro" />
    </Field>
  );
}

function People() {
  const [text, setText] = useState("");
  const [value, setValue] = useState("");
  return (
    <Field label="User" hint="Searches as one types.">
      <Combobox
        label="User"
        items={people.filter(({ label }) => label.startsWith(text))}
        value={value}
        onValueChange={setValue}
        onSearch={setText}
        allowFree
      />
    </Field>
  );
}
