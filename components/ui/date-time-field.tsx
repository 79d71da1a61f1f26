"use client";

import { CalendarDays } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button } from "./button";
import { Calendar } from "./calendar";
import { momentOf, momentText, readTyped, timeText, type Zone, zoneWords } from "./date-time";
import { Field } from "./field";
import { Input } from "./input";
import { Popover } from "./popover";
import { utcWords } from "./relative-words";
import { Segmented } from "./segmented";
import { useHydrated } from "./use-hydrated";

const zones = [
  { value: "local", label: "My time" },
  { value: "utc", label: "UTC" },
];

export type DateTimeFieldProps = {
  label: ReactNode;
  /** An RFC 3339 time in UTC; "" for none. */
  defaultValue?: string;
  /** The time in UTC; "" while nothing, or nothing that can be read, is typed. */
  onValueChange?: (utc: string) => void;
  /** Posts the time, in UTC, under this name. What cannot be read is posted as typed, to be refused. */
  name?: string;
  optional?: boolean;
  error?: ReactNode;
  /** On one line, without the choice of zone: for several times beside each other. */
  compact?: boolean;
};

/**
 * A time: typed, or its day taken from a calendar, in the reader's own zone or in UTC, which can be
 * changed at any time and changes only how the time is written.
 */
export function DateTimeField({
  label,
  defaultValue = "",
  onValueChange,
  name,
  optional,
  error,
  compact = false,
}: DateTimeFieldProps) {
  // The server does not know where the reader is: until the browser does, times are in UTC.
  const here = useHydrated();
  const [wish, setWish] = useState<Zone>("local");
  const zone = here ? wish : "utc";
  const [typed, setTyped] = useState<string>();
  const [left, setLeft] = useState(false);
  const [open, setOpen] = useState(false);

  const text = typed ?? timeText(defaultValue, zone);
  const read = readTyped(text, zone);
  const utc = read.kind === "time" ? read.utc : "";
  const at = utc ? new Date(utc) : new Date();
  const words = here ? zoneWords(zone, at) : "UTC";

  function change(next: string, inZone = zone) {
    setTyped(next);
    const now = readTyped(next, inZone);
    onValueChange?.(now.kind === "time" ? now.utc : "");
  }

  function changeZone(next: string) {
    const to = next === "utc" ? "utc" : "local";
    setWish(to);
    if (utc) setTyped(timeText(utc, to));
  }

  function choose(day: { year: number; month: number; day: number }) {
    const { hour, minute } = utc ? momentOf(at, zone) : { hour: 0, minute: 0 };
    change(momentText({ ...day, hour, minute }));
    setOpen(false);
  }

  const shown = left && read.kind === "wrong" ? read.message : error;
  const day = (
    <Popover
      label="Choose a day"
      open={open}
      onOpenChange={setOpen}
      trigger={
        compact ? (
          <Button size="icon" aria-label="Choose a day">
            <CalendarDays aria-hidden="true" className="size-4" />
          </Button>
        ) : (
          <Button>
            <CalendarDays aria-hidden="true" className="size-4" />
            Calendar
          </Button>
        )
      }
    >
      <Calendar
        chosen={utc ? momentOf(at, zone) : undefined}
        today={momentOf(new Date(), zone)}
        onChoose={choose}
      />
    </Popover>
  );
  const written = (
    <Field
      label={label}
      optional={optional}
      hint={utc && words !== "UTC" ? `${words}, that is ${utcWords(Date.parse(utc))}.` : words}
      error={shown}
    >
      <span className="flex gap-1">
        <Input
          value={text}
          placeholder="2026-11-22 18:00"
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => change(event.target.value)}
          onBlur={() => setLeft(true)}
        />
        {compact && day}
      </span>
    </Field>
  );
  return (
    <div className="flex min-w-0 flex-col gap-2">
      {written}
      {name && <input type="hidden" name={name} value={read.kind === "wrong" ? text : utc} />}
      {!compact && (
        <div className="flex flex-wrap items-center gap-2">
          <Segmented
            label="Time zone"
            segments={zones}
            value={here ? zone : ""}
            onValueChange={changeZone}
          />
          {day}
        </div>
      )}
    </div>
  );
}
