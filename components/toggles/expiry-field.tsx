"use client";

import { useState } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { utcWords } from "@/components/ui/relative-words";
import { localInput, utcOf, zoneWords } from "./local-time";

/** When a toggle ends: chosen in the reader's time zone, posted in UTC as `expiresAt`. */
export function ExpiryField({ value, error }: { value: string | null; error?: string }) {
  const [local, setLocal] = useState(() => localInput(value));
  const utc = utcOf(local);
  const zone = zoneWords(utc ? new Date(utc) : new Date());
  return (
    <Field
      label="Ends"
      optional
      hint={utc ? `${zone}, that is ${utcWords(Date.parse(utc))}.` : `Your time: ${zone}.`}
      error={error}
    >
      <Input
        type="datetime-local"
        value={local}
        onChange={(event) => setLocal(event.target.value)}
      />
      <input type="hidden" name="expiresAt" value={utc} />
    </Field>
  );
}
