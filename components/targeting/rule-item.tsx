"use client";

import clsx from "clsx";
import { GripVertical, MoreHorizontal } from "lucide-react";
import { type ComponentProps, useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import type { Rule } from "@/lib/evaluation/state";
import { ruleWords } from "@/lib/history/condition-words";
import { useVoice } from "./known";
import { RuleEditor } from "./rule-editor";
import { Sentence } from "./sentence";

export type RuleMoves = {
  up?: () => void;
  down?: () => void;
  copy: () => void;
  remove: () => void;
};

/** One rule as a sentence; opened, as its editor. */
export function RuleItem({
  rule,
  number,
  count,
  open,
  fresh,
  problems,
  landing,
  dragged,
  handle,
  moves,
  onOpenChange,
  onChange,
}: {
  rule: Rule;
  number: number;
  count: number;
  open: boolean;
  /** It was just made: its first field takes the focus. */
  fresh: boolean;
  problems: string[];
  landing: "before" | "after" | undefined;
  dragged: boolean;
  handle: ComponentProps<"button">;
  /** Absent where one may only read. */
  moves: RuleMoves | undefined;
  onOpenChange: (open: boolean) => void;
  onChange: (rule: Rule) => void;
}) {
  const voice = useVoice();
  const editor = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (fresh) editor.current?.querySelector<HTMLElement>("input[role=combobox]")?.focus();
  }, [fresh]);
  const name = rule.name || `rule ${number}`;
  return (
    <li
      aria-label={`Rule ${number} of ${count}`}
      // Alt with an arrow moves the rule from anywhere in its head; in a field the keys are the field's.
      onKeyDown={(event) => {
        if (!event.altKey || !moves || open) return;
        const move = { ArrowUp: moves.up, ArrowDown: moves.down }[event.key];
        if (!move || event.defaultPrevented) return;
        event.preventDefault();
        move();
      }}
      className={clsx(
        "relative flex flex-col gap-3 px-2 py-3 sm:px-4",
        dragged && "bg-subtle opacity-60",
        landing === "before" &&
          "before:absolute before:inset-x-0 before:top-0 before:h-0.5 before:bg-accent-solid",
        landing === "after" &&
          "after:absolute after:inset-x-0 after:bottom-0 after:h-0.5 after:bg-accent-solid",
      )}
    >
      <div className="flex flex-wrap items-start gap-x-2">
        {moves && (
          <button
            {...handle}
            type="button"
            aria-label={`Move ${name}: arrow keys, or pull`}
            className="flex size-8 shrink-0 cursor-grab touch-none items-center justify-center rounded-md text-muted hover:bg-hover hover:text-ink active:cursor-grabbing pointer-coarse:size-11"
          >
            <GripVertical aria-hidden="true" className="size-4" />
          </button>
        )}
        <span className="min-w-5 shrink-0 pt-1.5 text-right text-muted" aria-hidden="true">
          {number}
        </span>
        <div className="order-last min-w-0 basis-full pt-1.5 sm:order-none sm:flex-1 sm:basis-0">
          {rule.name !== "" && <p className="font-semibold break-words">{rule.name}</p>}
          <p className="break-words">
            <Sentence words={ruleWords(rule, voice)} />
          </p>
          {problems.length > 0 && (
            <p className="mt-1 text-sm break-words text-danger">{problems.join(" ")}</p>
          )}
        </div>
        {moves && (
          <span className="ml-auto flex shrink-0 gap-1">
            <Button
              variant="ghost"
              aria-expanded={open}
              aria-label={open ? `Close ${name}` : `Edit ${name}`}
              onClick={() => onOpenChange(!open)}
            >
              {open ? "Close" : "Edit"}
            </Button>
            <RuleMenu name={name} moves={moves} />
          </span>
        )}
      </div>
      {open && moves && (
        <div ref={editor} className="min-w-0 sm:pl-17">
          <RuleEditor rule={rule} onChange={onChange} />
        </div>
      )}
    </li>
  );
}

function RuleMenu({ name, moves }: { name: string; moves: RuleMoves }) {
  const { up, down, copy, remove } = moves;
  return (
    <Menu
      label={`More for ${name}`}
      align="end"
      trigger={
        <Button variant="ghost" size="icon" aria-label={`More for ${name}`}>
          <MoreHorizontal aria-hidden="true" className="size-4" />
        </Button>
      }
    >
      <MenuItem disabled={!up} onSelect={() => up?.()}>
        Move up
      </MenuItem>
      <MenuItem disabled={!down} onSelect={() => down?.()}>
        Move down
      </MenuItem>
      <MenuItem onSelect={copy}>Make a copy</MenuItem>
      <MenuSeparator />
      <MenuItem danger onSelect={remove}>
        Remove
      </MenuItem>
    </Menu>
  );
}
