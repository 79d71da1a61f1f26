"use client";

import { Search } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Input } from "@/components/ui/input";
import { Waiting } from "@/components/ui/waiting";
import { takesText } from "./takes-text";
import { useAddress } from "./use-address";

const typingPause = 200;

/** Searches as one types; the text stands in the address as `q`. The `/` key leads here. */
export function SearchField({ label, placeholder }: { label: string; placeholder: string }) {
  const { search, set, pending } = useAddress();
  const input = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const current = search.get("q") ?? "";
  const [text, setText] = useState(current);

  // The back button changes the address without this field.
  const [known, setKnown] = useState(current);
  if (known !== current) {
    setKnown(current);
    if (current !== text.trim()) setText(current);
  }

  useEffect(() => {
    const focus = (event: KeyboardEvent) => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
      if (takesText(event.target) || document.querySelector("[role=dialog]")) return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    };
    document.addEventListener("keydown", focus);
    return () => {
      document.removeEventListener("keydown", focus);
      clearTimeout(timer.current);
    };
  }, []);

  function look(next: string, pause: number) {
    setText(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => set({ q: next.trim() || null }), pause);
  }

  return (
    <search className="relative block min-w-0">
      <span className="pointer-events-none absolute top-1/2 left-2.5 -translate-y-1/2 text-muted">
        {pending ? <Waiting /> : <Search aria-hidden="true" className="size-4" />}
      </span>
      <Input
        ref={input}
        type="search"
        aria-label={label}
        aria-keyshortcuts="/"
        placeholder={placeholder}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => look(event.target.value, typingPause)}
        onKeyDown={(event) => {
          if (event.key === "Enter") look(text, 0);
          if (event.key === "Escape" && text !== "") look("", 0);
        }}
        className="pr-8 pl-8 [&::-webkit-search-cancel-button]:hidden"
      />
      <span
        aria-hidden="true"
        className="pointer-events-none absolute inset-y-0 right-2 flex items-center pointer-coarse:hidden"
      >
        <kbd className="rounded-sm border bg-subtle px-1.5 font-mono text-xs text-muted">/</kbd>
      </span>
    </search>
  );
}
