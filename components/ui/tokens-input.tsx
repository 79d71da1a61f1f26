"use client";

import clsx from "clsx";
import { X } from "lucide-react";
import { type KeyboardEvent, useRef, useState } from "react";
import { controlClass } from "./control-class";
import { useFieldControl } from "./field-context";
import { useEarly } from "./use-hydrated";

/**
 * Several short texts in one field. Enter, a comma or leaving the field takes what is typed; a list that is pasted is
 * taken apart; Backspace in the empty field takes the last one back.
 */
export function TokensInput({
  label,
  values,
  onValuesChange,
  placeholder,
  disabled,
  refuse,
}: {
  /** Names the input where no Field does. */
  label: string;
  values: string[];
  onValuesChange: (values: string[]) => void;
  placeholder?: string;
  disabled?: boolean;
  /** What is wrong with a text, if anything: it is not taken then. */
  refuse?: (text: string) => string | undefined;
}) {
  const field = useFieldControl();
  const early = useEarly();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState("");
  const [wrong, setWrong] = useState<string>();

  function take(typed: string) {
    const texts = typed.split(/[,\n\t]/).flatMap((part) => (part.trim() ? [part.trim()] : []));
    const refused = texts.find((each) => refuse?.(each));
    setWrong(refused === undefined ? undefined : refuse?.(refused));
    setText(refused ?? "");
    const taken = texts.filter((each) => each !== refused);
    if (taken.length > 0) onValuesChange([...new Set([...values, ...taken])]);
  }

  function remove(index: number) {
    onValuesChange(values.filter((_, at) => at !== index));
    input.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter") {
      event.preventDefault();
      take(text);
    } else if (event.key === "Backspace" && text === "" && values.length > 0) {
      event.preventDefault();
      remove(values.length - 1);
    }
  }

  return (
    <div className="min-w-0">
      <div
        className={clsx(
          controlClass,
          "flex min-h-8 flex-wrap items-center gap-1 px-1! py-0.5 has-[input:focus]:outline-2 has-[input:focus]:outline-accent pointer-coarse:min-h-11",
        )}
      >
        {values.length > 0 && (
          <ul aria-label={`${label}, chosen`} className="contents">
            {values.map((value, index) => (
              <li
                key={value}
                className="flex h-6 max-w-full items-center rounded-sm border bg-subtle pl-1.5 text-sm pointer-coarse:h-9"
              >
                <span className="truncate">{value}</span>
                <button
                  type="button"
                  disabled={disabled}
                  aria-label={`Remove ${value}`}
                  onClick={() => remove(index)}
                  className="flex size-6 shrink-0 items-center justify-center rounded-sm text-muted hover:text-ink pointer-coarse:size-9"
                >
                  <X aria-hidden="true" className="size-3" />
                </button>
              </li>
            ))}
          </ul>
        )}
        <input
          {...(field.id ? field : { "aria-label": label })}
          {...early}
          ref={input}
          value={text}
          disabled={disabled}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          placeholder={values.length === 0 ? placeholder : undefined}
          aria-invalid={wrong ? true : undefined}
          onChange={(event) => {
            setWrong(undefined);
            if (/[,\n]/.test(event.target.value)) take(event.target.value);
            else setText(event.target.value);
          }}
          onBlur={() => take(text)}
          onKeyDown={onKeyDown}
          className="h-6 min-w-16 flex-1 bg-transparent px-1.5 outline-none pointer-coarse:h-9"
        />
      </div>
      <p role="alert" className="mt-1 text-sm text-danger empty:hidden">
        {wrong}
      </p>
    </div>
  );
}
