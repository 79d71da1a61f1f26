"use client";

import { type ReactNode, useRef, useState } from "react";
import { Button } from "./button";
import { Field } from "./field";
import { mistakeWords, readJson } from "./json-text";
import { Textarea } from "./textarea";

export type JsonEditorProps = {
  label: ReactNode;
  defaultText?: string;
  hint?: ReactNode;
  /** The text, and its value once it has one that `check` takes. */
  onChange?: (text: string, value: { value: unknown } | undefined) => void;
  /** What is wrong with a well-formed value: where, as a path, and what to do. */
  check?: (value: unknown) => { path: string; message: string } | undefined;
  name?: string;
  rows?: number;
  disabled?: boolean;
  error?: ReactNode;
};

/**
 * A JSON text to edit, told while typing what is wrong with it and where. Tab leaves it as it leaves
 * every field; "Format" indents it.
 */
export function JsonEditor({
  label,
  defaultText = "",
  hint,
  onChange,
  check,
  name,
  rows = 8,
  disabled,
  error,
}: JsonEditorProps) {
  const [text, setText] = useState(defaultText);
  const [touched, setTouched] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);
  const read = readJson(text);
  const problem = problemOf(text, check);

  function change(next: string) {
    setText(next);
    setTouched(true);
    const now = readJson(next);
    onChange?.(next, "value" in now && !problemOf(next, check) ? now : undefined);
  }

  function show() {
    if (!("mistake" in read)) return;
    const { line, column } = read.mistake;
    const before = text.split("\n").slice(0, line - 1);
    const at = before.reduce((sum, each) => sum + each.length + 1, column - 1);
    area.current?.focus();
    area.current?.setSelectionRange(at, Math.min(at + 1, text.length));
  }

  return (
    <div className="flex min-w-0 flex-col gap-2">
      <Field label={label} hint={hint} error={(touched && problem) || error}>
        <Textarea
          ref={area}
          name={name}
          value={text}
          rows={rows}
          disabled={disabled}
          spellCheck={false}
          autoCapitalize="none"
          autoComplete="off"
          onChange={(event) => change(event.target.value)}
          onBlur={() => setTouched(true)}
          className="font-mono text-sm"
        />
      </Field>
      <div className="flex flex-wrap items-center gap-2">
        <Button
          size="sm"
          disabled={disabled || !("value" in read)}
          onClick={() => "value" in read && change(JSON.stringify(read.value, null, 2))}
        >
          Format
        </Button>
        {touched && "mistake" in read && (
          <Button size="sm" variant="ghost" onClick={show}>
            Show the mistake
          </Button>
        )}
        <span className="text-sm text-muted">{problem ? "" : "Well-formed JSON"}</span>
      </div>
    </div>
  );
}

function problemOf(text: string, check: JsonEditorProps["check"]): string | undefined {
  const read = readJson(text);
  if ("mistake" in read) return mistakeWords(read.mistake);
  const wrong = check?.(read.value);
  return wrong && (wrong.path ? `At ${wrong.path}: ${wrong.message}` : wrong.message);
}
