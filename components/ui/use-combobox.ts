"use client";

import { type KeyboardEvent, useEffect, useRef, useState } from "react";

export type ComboboxItem = {
  value: string;
  /** What the input shows once chosen. */
  label: string;
  detail?: string;
};

export type ComboboxOptions = {
  items: ComboboxItem[];
  value: string;
  onValueChange: (value: string, item?: ComboboxItem) => void;
  onSearch: (text: string) => void;
  allowFree: boolean;
};

const searchDelay = 120;

/** State and keyboard of a combobox with a list, after the ARIA authoring practices. */
export function useCombobox({ items, value, onValueChange, onSearch, allowFree }: ComboboxOptions) {
  const wordsOf = (chosen: string) => items.find((item) => item.value === chosen)?.label ?? chosen;
  const [text, setText] = useState(() => wordsOf(value));
  const [known, setKnown] = useState(value);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  // A value set from outside (a reset, for example) shows in the input.
  if (value !== known) {
    setKnown(value);
    setText(wordsOf(value));
  }

  const typed = text.trim();
  const free =
    allowFree && typed !== "" && !items.some((item) => item.value === typed)
      ? { value: typed, label: typed }
      : undefined;
  const options = free ? [...items, free] : items;
  const highlighted = active < options.length ? active : -1;

  function show() {
    if (open) return;
    setOpen(true);
    setActive(-1);
    onSearch(value === "" ? typed : "");
  }

  function type(next: string) {
    setText(next);
    setOpen(true);
    setActive(allowFree ? -1 : 0);
    const taken = allowFree ? next.trim() : "";
    setKnown(taken);
    if (taken !== value) onValueChange(taken);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => onSearch(next.trim()), searchDelay);
  }

  function choose(item: ComboboxItem) {
    clearTimeout(timer.current);
    setText(item.label);
    setOpen(false);
    setActive(-1);
    setKnown(item.value);
    // Also when its value was typed in full before: only now is it known whose it is.
    onValueChange(item.value, item === free ? undefined : item);
  }

  function leave() {
    setOpen(false);
    if (!allowFree && value === "") setText("");
  }

  function move(by: number) {
    if (!open) return show();
    const count = options.length;
    if (count === 0) return;
    setActive(highlighted < 0 ? (by > 0 ? 0 : count - 1) : (highlighted + by + count) % count);
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    // Enter also ends a composition (Japanese, Chinese input), which is no choice.
    if (event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (event.altKey) return event.key === "ArrowDown" ? show() : setOpen(false);
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && open) {
      const option = options[highlighted];
      if (option || !allowFree) event.preventDefault();
      if (option) choose(option);
      else setOpen(false);
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      setOpen(false);
    }
  }

  return { text, open, options, free, highlighted, show, type, choose, leave, setOpen, onKeyDown };
}
