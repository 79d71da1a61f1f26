"use client";

import clsx from "clsx";
import dynamic from "next/dynamic";
import { type ReactNode, useId, useRef } from "react";
import { ComboboxList } from "./combobox-list";
import { controlClass } from "./control-class";
import { useFieldControl } from "./field-context";
import { type ComboboxItem, useCombobox } from "./use-combobox";
import { useEarly } from "./use-hydrated";

export type { ComboboxItem } from "./use-combobox";

const load = () => import("./combobox-panel");
const ComboboxPanel = dynamic(load, { ssr: false });

export type ComboboxProps = {
  /** Names the list, and the input where no Field does. */
  label: string;
  /** What the last search found, in order. */
  items: ComboboxItem[];
  /** The chosen value, "" for none. */
  value: string;
  /** `item` is missing when the text was typed freely. */
  onValueChange: (value: string, item?: ComboboxItem) => void;
  /** Called when the list opens and, a moment after the last key, when the text changes. */
  onSearch: (text: string) => void;
  loading?: boolean;
  /** What is typed counts as a value by itself. */
  allowFree?: boolean;
  /** How the offer to take the typed text reads. */
  freeLabel?: (text: string) => string;
  renderItem?: (item: ComboboxItem) => ReactNode;
  emptyText?: string;
  /** Writes the value into a hidden input of this name. */
  name?: string;
  placeholder?: string;
  disabled?: boolean;
  className?: string;
};

/** Choose one of many by searching: a text input with a list, complete by keyboard. */
export function Combobox({
  label,
  items,
  value,
  onValueChange,
  onSearch,
  loading = false,
  allowFree = false,
  freeLabel = (text) => `Use “${text}”`,
  renderItem,
  emptyText = "Nothing found",
  name,
  placeholder,
  disabled,
  className,
}: ComboboxProps) {
  const field = useFieldControl();
  const early = useEarly();
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const box = useCombobox({ items, value, onValueChange, onSearch, allowFree });
  const { text, open, highlighted } = box;
  return (
    <>
      <input
        {...(field.id ? field : { "aria-label": label })}
        {...early}
        ref={input}
        type="text"
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={open}
        aria-controls={open ? listId : undefined}
        aria-activedescendant={open && highlighted >= 0 ? `${listId}-${highlighted}` : undefined}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        placeholder={placeholder}
        disabled={disabled}
        value={text}
        onChange={(event) => box.type(event.target.value)}
        onFocus={load}
        onClick={box.show}
        onBlur={box.leave}
        onKeyDown={box.onKeyDown}
        className={clsx(controlClass, "h-8 pointer-coarse:h-11", className)}
      />
      {name && <input type="hidden" name={name} value={value} />}
      {open && (
        <ComboboxPanel input={input} onOpenChange={box.setOpen}>
          <ComboboxList
            id={listId}
            label={label}
            options={box.options}
            highlighted={highlighted}
            note={loading ? "Searching…" : emptyText}
            onChoose={box.choose}
            render={(item) =>
              item === box.free
                ? freeLabel(item.value)
                : (renderItem?.(item) ?? <Words {...item} />)
            }
          />
        </ComboboxPanel>
      )}
      <span role="status" className="sr-only">
        {open && !loading && resultWords(items.length, emptyText)}
      </span>
    </>
  );
}

function resultWords(count: number, none: string): string {
  if (count === 0) return none;
  return count === 1 ? "1 result" : `${count} results`;
}

function Words({ label, detail }: ComboboxItem) {
  return (
    <>
      <span className="block truncate">{label}</span>
      {detail && <span className="block truncate text-sm text-muted">{detail}</span>}
    </>
  );
}
