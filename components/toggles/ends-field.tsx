"use client";

import { useState } from "react";
import { timeText, zoneWords } from "@/components/ui/date-time";
import { DateTimeField } from "@/components/ui/date-time-field";
import { Segmented } from "@/components/ui/segmented";

const days: Record<string, number> = { day: 1, week: 7 };

const choices = [
  { value: "never", label: "Never" },
  { value: "day", label: "1 day" },
  { value: "week", label: "1 week" },
  { value: "until", label: "Until…" },
];

/** When a toggle ends: one choice for what is usual, a day and a time for the rest. Posted in UTC as `expiresAt`. */
export function EndsField({ value, error }: { value: string; error?: string }) {
  // Until something is chosen it follows the value, which somebody else may change.
  const [chosen, setChosen] = useState<{ choice: string; end: string }>();
  const { choice, end } = chosen ?? { choice: value ? "until" : "never", end: value };

  function choose(next: string) {
    const length = days[next];
    const kept = next === "never" ? "" : end;
    setChosen({ choice: next, end: length ? inDays(length) : kept });
  }

  return (
    <div className="flex flex-col items-start gap-2">
      <span aria-hidden="true" className="font-medium">
        Ends
      </span>
      <Segmented label="Ends" segments={choices} value={choice} onValueChange={choose} />
      {choice === "until" ? (
        <DateTimeField label="Day and time" name="expiresAt" defaultValue={end} error={error} />
      ) : (
        <>
          <input type="hidden" name="expiresAt" value={end} />
          <p role="status" className="text-sm text-muted">
            {end && `${timeText(end, "local")}, ${zoneWords("local", new Date(end))}`}
          </p>
          {error && <p className="text-sm text-danger">{error}</p>}
        </>
      )}
    </div>
  );
}

/** That many times 24 hours from now, in UTC, to the minute and not a moment less. */
function inDays(count: number): string {
  const minute = 60_000;
  const end = Date.now() + count * 24 * 60 * minute;
  return new Date(Math.ceil(end / minute) * minute).toISOString();
}
