/** Where a typed time is meant: the zone of the reader's machine, or UTC. */
export type Zone = "local" | "utc";

export type Moment = { year: number; month: number; day: number; hour: number; minute: number };

export type Typed =
  | { kind: "empty" }
  | { kind: "wrong"; message: string }
  | { kind: "time"; utc: string };

const pad = (number: number, digits = 2) => String(number).padStart(digits, "0");

/** The parts of a moment on the clock of a zone. */
export function momentOf(time: Date, zone: Zone): Moment {
  return zone === "utc"
    ? {
        year: time.getUTCFullYear(),
        month: time.getUTCMonth() + 1,
        day: time.getUTCDate(),
        hour: time.getUTCHours(),
        minute: time.getUTCMinutes(),
      }
    : {
        year: time.getFullYear(),
        month: time.getMonth() + 1,
        day: time.getDate(),
        hour: time.getHours(),
        minute: time.getMinutes(),
      };
}

function timeOf({ year, month, day, hour, minute }: Moment, zone: Zone): Date {
  return zone === "utc"
    ? new Date(Date.UTC(year, month - 1, day, hour, minute))
    : new Date(year, month - 1, day, hour, minute);
}

/** "2026-11-22 18:05", as it is typed. */
export function momentText({ year, month, day, hour, minute }: Moment): string {
  return `${pad(year, 4)}-${pad(month)}-${pad(day)} ${pad(hour)}:${pad(minute)}`;
}

/** A time, an RFC 3339 string, as one types it in a zone; "" for none. */
export function timeText(utc: string, zone: Zone): string {
  const time = new Date(utc);
  return Number.isNaN(time.getTime()) ? "" : momentText(momentOf(time, zone));
}

const shape = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]+(\d{1,2}):(\d{2}))?$/;

/**
 * Reads what was typed: a day and a time of that zone (a day alone is its first minute), or a whole
 * RFC 3339 time as pasted from a log, whose own zone counts.
 */
export function readTyped(text: string, zone: Zone): Typed {
  const typed = text.trim();
  if (typed === "") return { kind: "empty" };
  if (/T\d{2}:\d{2}.*(Z|[+-]\d{2}:\d{2})$/i.test(typed) && !Number.isNaN(Date.parse(typed)))
    return { kind: "time", utc: new Date(typed).toISOString() };

  const [, year, month, day, hour = "0", minute = "0"] = shape.exec(typed) ?? [];
  if (!year || !month || !day)
    return { kind: "wrong", message: "Type year, month, day and time, such as 2026-11-22 18:00." };
  const wanted = {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
  };
  const time = timeOf(wanted, zone);
  if (momentText(momentOf(time, zone)) === momentText(wanted))
    return { kind: "time", utc: time.toISOString() };
  // A date that exists in UTC but not here is in the hour that summer time skips.
  const skipped = momentText(momentOf(timeOf(wanted, "utc"), "utc")) === momentText(wanted);
  return {
    kind: "wrong",
    message: skipped
      ? "The clocks go forward over this time. Take one an hour later."
      : "There is no such day or time. Check the month, the day and the hour.",
  };
}

/** "Europe/Berlin (UTC+1)": what a zone is called, and what it is worth at that moment. */
export function zoneWords(zone: Zone, at: Date): string {
  const name = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone === "utc" || name === "UTC") return "UTC";
  const minutes = -at.getTimezoneOffset();
  const hours = Math.floor(Math.abs(minutes) / 60);
  const rest = Math.abs(minutes) % 60;
  return `${name} (UTC${minutes < 0 ? "−" : "+"}${hours}${rest ? `:${pad(rest)}` : ""})`;
}
