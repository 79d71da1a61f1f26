"use client";

import { useEffect, useId, useState } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";

const pause = 250;

/** Asks for the tag: any to add, one in use to remove. */
export function BulkTag({
  removing,
  tags,
  onChange,
}: {
  removing: boolean;
  tags: string[];
  /** The tag, a moment after its last letter; "" for none. */
  onChange: (tag: string) => void;
}) {
  const list = useId();
  const [text, setText] = useState("");
  useEffect(() => {
    const timer = setTimeout(onChange, pause, text.trim());
    return () => clearTimeout(timer);
  }, [text, onChange]);

  if (removing) {
    return (
      <Field label="Tag">
        <Select value={text} onChange={(event) => setText(event.target.value)}>
          <option value="">Choose a tag</option>
          {tags.map((tag) => (
            <option key={tag}>{tag}</option>
          ))}
        </Select>
      </Field>
    );
  }
  return (
    <Field label="Tag">
      <Input
        list={list}
        value={text}
        onChange={(event) => setText(event.target.value)}
        autoComplete="off"
        maxLength={60}
      />
      <datalist id={list}>
        {tags.map((tag) => (
          <option key={tag} value={tag} />
        ))}
      </datalist>
    </Field>
  );
}
