"use client";

import clsx from "clsx";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { Button } from "./button";
import {
  addMonths,
  type Day,
  dayAfterKey,
  dayKey,
  dayWords,
  monthWords,
  weeksOf,
} from "./calendar-days";

const weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/** A month to choose a day from. One day takes the focus; arrows, Home, End and Page keys move it. */
export function Calendar({
  chosen,
  today,
  onChoose,
}: {
  chosen: Day | undefined;
  today: Day;
  onChoose: (day: Day) => void;
}) {
  // `focus`: a key moved here, so the focus goes along. The month buttons keep it.
  const [at, setAt] = useState({ day: chosen ?? today, focus: true });
  const current = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (at.focus) current.current?.focus();
  }, [at]);

  function move(event: KeyboardEvent) {
    const day = dayAfterKey(at.day, event.key, event.shiftKey);
    if (!day) return;
    event.preventDefault();
    setAt({ day, focus: true });
  }

  const turn = (months: number) => setAt({ day: addMonths(at.day, months), focus: false });
  return (
    <div className="w-fit">
      <div className="mb-2 flex items-center justify-between gap-2">
        <Button variant="ghost" size="icon" aria-label="Previous month" onClick={() => turn(-1)}>
          <ChevronLeft aria-hidden="true" className="size-4" />
        </Button>
        <p aria-live="polite" className="font-medium">
          {monthWords(at.day)}
        </p>
        <Button variant="ghost" size="icon" aria-label="Next month" onClick={() => turn(1)}>
          <ChevronRight aria-hidden="true" className="size-4" />
        </Button>
      </div>
      <table aria-label={monthWords(at.day)} onKeyDown={move}>
        <thead>
          <tr>
            {weekdays.map((name) => (
              <th key={name} scope="col" className="text-xs font-normal text-muted">
                <span aria-hidden="true">{name.slice(0, 2)}</span>
                <span className="sr-only">{name}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeksOf(at.day).map((week) => (
            <tr key={week.map(dayKey)[0]}>
              {week.map((day) => {
                const here = dayKey(day) === dayKey(at.day);
                return (
                  <td key={dayKey(day)} className="p-0">
                    <button
                      type="button"
                      ref={here ? current : undefined}
                      tabIndex={here ? 0 : -1}
                      aria-label={dayWords(day)}
                      aria-pressed={chosen !== undefined && dayKey(day) === dayKey(chosen)}
                      aria-current={dayKey(day) === dayKey(today) ? "date" : undefined}
                      onClick={() => onChoose(day)}
                      className={clsx(
                        "size-8 rounded-md hover:bg-hover aria-pressed:bg-accent-solid aria-pressed:text-on-solid pointer-coarse:size-11",
                        "aria-[current=date]:font-semibold aria-[current=date]:underline aria-[current=date]:underline-offset-4",
                        day.month !== at.day.month && "text-muted",
                      )}
                    >
                      {day.day}
                    </button>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
