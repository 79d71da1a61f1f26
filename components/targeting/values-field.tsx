"use client";

import { DateTimeField } from "@/components/ui/date-time-field";
import { Input } from "@/components/ui/input";
import { TokensInput } from "@/components/ui/tokens-input";
import type { Json } from "@/lib/evaluation/state";
import { type Kind, takesOne } from "./operators";

const examples: Partial<Record<Kind, string>> = {
  text: "pro, team",
  number: "10",
  version: "2.4.0",
  network: "10.0.0.0/8",
};

/** The values that an attribute is compared with, as its kind of value is typed. */
export function ValuesField({
  kind,
  op,
  values,
  onValuesChange,
}: {
  kind: Kind;
  op: string;
  values: Json[];
  onValuesChange: (values: Json[]) => void;
}) {
  if (kind === "known" || kind === "boolean") return null;
  const [first] = values;
  if (kind === "date") {
    return (
      <DateTimeField
        label={<span className="sr-only">Time</span>}
        defaultValue={typeof first === "string" ? first : ""}
        onValueChange={(utc) => onValuesChange(utc === "" ? [] : [utc])}
        compact
      />
    );
  }
  if (kind === "number" && takesOne(op)) {
    return (
      <Input
        type="number"
        step="any"
        aria-label="Value"
        placeholder={examples.number}
        defaultValue={first === undefined ? "" : String(first)}
        onChange={({ target }) => onValuesChange(target.value === "" ? [] : [target.valueAsNumber])}
      />
    );
  }
  if (takesOne(op)) {
    return (
      <Input
        aria-label="Value"
        placeholder={examples[kind]}
        autoComplete="off"
        spellCheck={false}
        value={first === undefined ? "" : String(first)}
        onChange={({ target }) => onValuesChange(target.value === "" ? [] : [target.value])}
      />
    );
  }
  return (
    <TokensInput
      label="Values"
      placeholder={examples[kind]}
      values={values.map(String)}
      onValuesChange={(texts) => onValuesChange(kind === "number" ? texts.map(Number) : texts)}
      refuse={kind === "number" ? notANumber : undefined}
    />
  );
}

function notANumber(text: string): string | undefined {
  return Number.isFinite(Number(text)) ? undefined : "Type a number, such as 10.";
}
