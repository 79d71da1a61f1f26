"use client";

import { X } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import type { Prerequisite } from "@/lib/evaluation/state";
import { useKnown } from "./known";
import { Part } from "./part";
import { useFlagSearch, useVariantsOf } from "./use-flag-search";

/** Other flags that must serve something before this one is looked at. */
export function PrerequisitesPart({
  flag,
  prerequisites,
  offVariant,
  onChange,
}: {
  /** The flag itself, which cannot be its own prerequisite. */
  flag: string;
  prerequisites: Prerequisite[];
  offVariant: string;
  /** Absent where one may only read. */
  onChange?: (prerequisites: Prerequisite[]) => void;
}) {
  const [adding, setAdding] = useState(false);
  return (
    <Part
      title="Prerequisites"
      hint={
        prerequisites.length === 0
          ? "None: this flag depends on no other."
          : `Where one of these serves something else, users get ${offVariant}.`
      }
      addLabel="Add a prerequisite"
      onAdd={onChange && !adding ? () => setAdding(true) : undefined}
    >
      <div className="px-4 pb-3">
        {prerequisites.length > 0 && (
          <ul aria-label="Prerequisites" className="mt-2 flex flex-col gap-2">
            {prerequisites.map((each) => (
              <PrerequisiteRow
                key={each.flag}
                prerequisite={each}
                onChange={
                  onChange &&
                  ((next) =>
                    onChange(
                      prerequisites.map((other) => (other.flag === next.flag ? next : other)),
                    ))
                }
                onRemove={() => onChange?.(prerequisites.filter((other) => other !== each))}
              />
            ))}
          </ul>
        )}
        {adding && (
          <NewPrerequisite
            without={[flag, ...prerequisites.map((each) => each.flag)]}
            onDone={(chosen) => {
              setAdding(false);
              if (chosen) onChange?.([...prerequisites, { flag: chosen, variants: [] }]);
            }}
          />
        )}
      </div>
    </Part>
  );
}

function PrerequisiteRow({
  prerequisite,
  onChange,
  onRemove,
}: {
  prerequisite: Prerequisite;
  onChange: ((prerequisite: Prerequisite) => void) | undefined;
  onRemove: () => void;
}) {
  const { project } = useKnown();
  const { flag, variants } = prerequisite;
  const known = useVariantsOf(project, flag) ?? [];
  // What it asks for is shown although the flag no longer has it, so that it can be taken off.
  const choices = [...new Set([...known, ...variants])];
  const set = (key: string, wanted: boolean) =>
    onChange?.({
      flag,
      variants: choices.filter((each) => (each === key ? wanted : variants.includes(each))),
    });
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-md border px-3 py-1.5">
      <Link
        href={`/projects/${project}/flags/${flag}` as Route}
        prefetch={false}
        className="min-w-0 font-medium break-words text-accent hover:underline"
      >
        {flag}
      </Link>
      <span className="text-muted">serves</span>
      {onChange ? (
        <fieldset className="flex min-w-0 flex-1 flex-wrap gap-x-3 gap-y-1">
          <legend className="sr-only">{`What ${flag} must serve`}</legend>
          {choices.map((key) => (
            <label key={key} className="flex min-h-6 items-center gap-1.5 pointer-coarse:min-h-11">
              <input
                type="checkbox"
                checked={variants.includes(key)}
                onChange={(event) => set(key, event.target.checked)}
                className="size-4 accent-accent-solid"
              />
              {key}
            </label>
          ))}
        </fieldset>
      ) : (
        <span className="min-w-0 flex-1 font-medium break-words">{variants.join(" or ")}</span>
      )}
      {onChange && (
        <Button
          variant="ghost"
          size="icon"
          aria-label={`Remove the prerequisite ${flag}`}
          onClick={onRemove}
        >
          <X aria-hidden="true" className="size-4" />
        </Button>
      )}
    </li>
  );
}

function NewPrerequisite({
  without,
  onDone,
}: {
  without: string[];
  onDone: (flag: string | null) => void;
}) {
  const { project } = useKnown();
  const { items, search, loading, failed } = useFlagSearch(project, without);
  return (
    <div className="mt-2 flex items-center gap-2">
      <div className="min-w-0 flex-1 sm:max-w-80">
        <Combobox
          label="Flag that is needed"
          items={items}
          value=""
          onValueChange={(flag) => flag !== "" && onDone(flag)}
          onSearch={search}
          loading={loading}
          placeholder="Search flags"
          emptyText={failed ? "The search did not answer. Try again." : "No such flag"}
        />
      </div>
      <Button variant="ghost" onClick={() => onDone(null)}>
        Cancel
      </Button>
    </div>
  );
}
