"use client";

import { ArrowUp, Trash2 } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import type { FlagType } from "@/lib/flags/schema";
import { parseValue } from "./variant-value";

/** A variant while it is being typed. */
export type VariantDraft = { id: number; key: string; text: string };

/** Key and value of one variant. */
export function VariantRow({
  draft,
  type,
  number,
  onChange,
  onUp,
  onRemove,
}: {
  draft: VariantDraft;
  type: FlagType;
  number: number;
  onChange: (draft: VariantDraft) => void;
  onUp?: () => void;
  onRemove?: () => void;
}) {
  const parsed = parseValue(type, draft.text);
  const words = draft.key || `variant ${number}`;
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-2 gap-y-1 sm:grid-cols-[10rem_minmax(0,1fr)_auto]">
      <Field label={`Key of variant ${number}`} hideLabel>
        <Input
          value={draft.key}
          placeholder="Key"
          autoCapitalize="none"
          spellCheck={false}
          className="font-mono"
          onChange={(event) => onChange({ ...draft, key: event.target.value })}
        />
      </Field>
      <Field
        label={`Value of ${words}`}
        hideLabel
        error={"error" in parsed ? parsed.error : undefined}
        className="max-sm:order-last max-sm:col-span-2"
      >
        <ValueControl
          type={type}
          text={draft.text}
          onChange={(text) => onChange({ ...draft, text })}
        />
      </Field>
      <span className="flex">
        <Button
          variant="ghost"
          size="icon"
          aria-label={`Move ${words} up`}
          disabled={!onUp}
          onClick={onUp}
        >
          <ArrowUp aria-hidden="true" className="size-4" />
        </Button>
        <Button
          variant="ghost"
          size="icon"
          aria-label={`Remove ${words}`}
          disabled={!onRemove}
          onClick={onRemove}
        >
          <Trash2 aria-hidden="true" className="size-4" />
        </Button>
      </span>
    </li>
  );
}

function ValueControl({
  type,
  text,
  onChange,
}: {
  type: FlagType;
  text: string;
  onChange: (text: string) => void;
}) {
  if (type === "boolean") {
    return (
      <Select value={text} onChange={(event) => onChange(event.target.value)}>
        <option value="true">true</option>
        <option value="false">false</option>
      </Select>
    );
  }
  if (type === "object") {
    return (
      <Textarea
        value={text}
        rows={2}
        spellCheck={false}
        className="font-mono"
        onChange={(event) => onChange(event.target.value)}
      />
    );
  }
  return (
    <Input
      value={text}
      placeholder={type === "number" ? "10" : "Text"}
      inputMode={type === "number" ? "decimal" : undefined}
      autoComplete="off"
      className="font-mono"
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
