"use client";

import clsx from "clsx";
import { Plus, X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import type { Condition } from "@/lib/evaluation/state";
import { ConditionRow } from "./condition-row";
import { conditionOf, type Group, type GroupMode, groupOf } from "./conditions";
import { useKnown } from "./known";
import { newCondition } from "./plan";
import { useIds } from "./use-ids";

const modes: [GroupMode, string][] = [
  ["all", "all of these hold"],
  ["any", "any of these holds"],
  ["notAll", "not all of these hold"],
  ["none", "none of these holds"],
];

/** Deeper than anybody reads; documents from elsewhere may be deeper and are edited all the same. */
const offered = 4;

/** Conditions joined by all or any, negated or not, groups among them. */
export function ConditionGroup({
  group,
  depth = 1,
  onChange,
  onRemove,
}: {
  group: Group;
  depth?: number;
  onChange: (group: Group) => void;
  onRemove?: () => void;
}) {
  const { segments } = useKnown();
  const { mode, parts } = group;
  const put = (index: number, part: Condition) =>
    onChange({ mode, parts: parts.map((each, at) => (at === index ? part : each)) });
  const { ids, drop } = useIds(parts.length);
  const remove = (index: number) => {
    drop(index);
    onChange({ mode, parts: parts.filter((_, at) => at !== index) });
  };
  const add = (part: Condition) => onChange({ mode, parts: [...parts, part] });

  return (
    <fieldset
      className={clsx(
        "min-w-0",
        depth > 1 && "rounded-md border border-l-2 border-l-accent-line p-2",
      )}
    >
      <legend className="sr-only">{depth === 1 ? "Conditions" : "Group of conditions"}</legend>
      <div className="mb-2 flex items-center gap-2">
        <span className="text-sm text-muted">{depth === 1 ? "If" : "That"}</span>
        <Select
          aria-label="How they are joined"
          value={mode}
          className="w-52"
          onChange={(event) => onChange({ mode: modeOf(event.target.value), parts })}
        >
          {modes.map(([value, words]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </Select>
        {onRemove && (
          <Button
            variant="ghost"
            size="icon"
            className="ml-auto"
            aria-label="Remove this group"
            onClick={onRemove}
          >
            <X aria-hidden="true" className="size-4" />
          </Button>
        )}
      </div>
      <ul className="flex flex-col gap-2">
        {parts.map((part, index) => {
          const inner = groupOf(part);
          return (
            <li key={ids[index]}>
              {inner ? (
                <ConditionGroup
                  group={inner}
                  depth={depth + 1}
                  onChange={(next) => put(index, conditionOf(next))}
                  onRemove={() => remove(index)}
                />
              ) : (
                <ConditionRow
                  condition={part}
                  onChange={(next) => put(index, next)}
                  onRemove={() => remove(index)}
                />
              )}
            </li>
          );
        })}
      </ul>
      <div className="mt-2 flex flex-wrap gap-1">
        <Add label="Condition" onClick={() => add(newCondition())} />
        {segments.length > 0 && <Add label="Segment" onClick={() => add({ segment: "" })} />}
        {depth < offered && (
          <Add label="Group" onClick={() => add({ any: [newCondition(), newCondition()] })} />
        )}
      </div>
    </fieldset>
  );
}

function Add({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <Button size="sm" variant="ghost" onClick={onClick} aria-label={`Add a ${label.toLowerCase()}`}>
      <Plus aria-hidden="true" className="size-4" />
      {label}
    </Button>
  );
}

function modeOf(value: string): GroupMode {
  return modes.find(([mode]) => mode === value)?.[0] ?? "all";
}
