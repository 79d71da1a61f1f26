"use client";

import { useState } from "react";
import { Combobox } from "@/components/ui/combobox";
import { type KnownAttribute, useKnown } from "./known";

const typeWords: Record<string, string> = {
  string: "text",
  number: "number",
  boolean: "yes or no",
  array: "list",
};

/** The name of an attribute: one that users have or apps sent lately, or any other. */
export function AttributeField({
  label = "Attribute",
  value,
  onValueChange,
  alsoKey,
}: {
  label?: string;
  value: string;
  onValueChange: (name: string) => void;
  /** Offers the targeting key too. */
  alsoKey?: boolean;
}) {
  const { attributes } = useKnown();
  const [text, setText] = useState("");
  const known: KnownAttribute[] = alsoKey
    ? [{ name: "targetingKey", types: ["string"] }, ...attributes]
    : attributes;
  const low = text.toLowerCase();
  const items = known
    .filter(({ name }) => name.toLowerCase().includes(low))
    .slice(0, 50)
    .map(({ name, types }) => ({
      value: name,
      label: name,
      detail: types.map((type) => typeWords[type] ?? type).join(" or "),
    }));
  return (
    <Combobox
      label={label}
      items={items}
      value={value}
      onValueChange={onValueChange}
      onSearch={setText}
      allowFree
      freeLabel={(name) => `Use “${name}”, which apps send`}
      placeholder="plan"
      emptyText="Type the name of an attribute that your app sends"
    />
  );
}
