"use client";

import { useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code";
import { CopyButton } from "@/components/ui/copy-button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { NewKey } from "@/lib/keys/schema";
import { keySnippet } from "./key-snippet";

/** The secrets of a new key, until they are put away: no dialog, which a stray click would close for ever. */
export function NewKeyPanel({
  made,
  origin,
  onDone,
}: {
  made: NewKey;
  origin: string;
  onDone: () => void;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // After the dialog, which gives focus back to its button when it is gone.
    const timer = setTimeout(() => heading.current?.focus(), 100);
    return () => clearTimeout(timer);
  }, []);
  return (
    <section
      aria-label={`The new key ${made.name}`}
      className="flex flex-col gap-3 border-b bg-success-soft p-4"
    >
      <h3 ref={heading} tabIndex={-1} className="font-semibold break-words">
        The key “{made.name}” is created. Copy it now: it is not shown again.
      </h3>
      <Secret label="Token" value={made.token} />
      {made.identitySecret && (
        <Secret
          label="Identity secret"
          value={made.identitySecret}
          hint="For your server, to prove who a user is. Apps never need it."
        />
      )}
      <CodeBlock label="command that polls" code={keySnippet(origin, made)} />
      <div>
        <Button onClick={onDone}>I have copied it</Button>
      </div>
    </section>
  );
}

function Secret({ label, value, hint }: { label: string; value: string; hint?: string }) {
  return (
    <div className="flex max-w-xl items-start gap-2">
      <Field label={label} hint={hint} className="flex-1">
        <Input
          readOnly
          value={value}
          className="font-mono"
          onFocus={(event) => event.currentTarget.select()}
        />
      </Field>
      <CopyButton text={value} label={`Copy ${label.toLowerCase()}`} className="mt-6" />
    </div>
  );
}
