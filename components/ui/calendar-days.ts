/** A day of the calendar, without a time and without a zone. */
export type Day = { year: number; month: number; day: number };

const asDate = ({ year, month, day }: Day) => new Date(Date.UTC(year, month - 1, day));
const asDay = (date: Date): Day => ({
  year: date.getUTCFullYear(),
  month: date.getUTCMonth() + 1,
  day: date.getUTCDate(),
});

/** "2026-11-22" */
export function dayKey(day: Day): string {
  return asDate(day).toISOString().slice(0, 10);
}

export function addDays(day: Day, count: number): Day {
  return asDay(asDate({ ...day, day: day.day + count }));
}

/** The same day of another month, or that month's last where it is shorter. */
export function addMonths({ year, month, day }: Day, count: number): Day {
  const last = new Date(Date.UTC(year, month - 1 + count + 1, 0));
  return { ...asDay(last), day: Math.min(day, last.getUTCDate()) };
}

/** 0 for Monday to 6 for Sunday. */
export function weekday(day: Day): number {
  return (asDate(day).getUTCDay() + 6) % 7;
}

/** The weeks, Monday first, that a month touches. */
export function weeksOf({ year, month }: Day): Day[][] {
  const first: Day = { year, month, day: 1 };
  const start = addDays(first, -weekday(first));
  const count = Math.ceil((weekday(first) + new Date(Date.UTC(year, month, 0)).getUTCDate()) / 7);
  return Array.from({ length: count }, (_, week) =>
    Array.from({ length: 7 }, (_, day) => addDays(start, week * 7 + day)),
  );
}

/** Where a key leads in a calendar, after the ARIA authoring practices; undefined for other keys. */
export function dayAfterKey(day: Day, key: string, shift: boolean): Day | undefined {
  const steps: Record<string, () => Day> = {
    ArrowLeft: () => addDays(day, -1),
    ArrowRight: () => addDays(day, 1),
    ArrowUp: () => addDays(day, -7),
    ArrowDown: () => addDays(day, 7),
    Home: () => addDays(day, -weekday(day)),
    End: () => addDays(day, 6 - weekday(day)),
    PageUp: () => addMonths(day, shift ? -12 : -1),
    PageDown: () => addMonths(day, shift ? 12 : 1),
  };
  return steps[key]?.();
}

const words = new Intl.DateTimeFormat("en", { dateStyle: "full", timeZone: "UTC" });
const monthName = new Intl.DateTimeFormat("en", {
  month: "long",
  year: "numeric",
  timeZone: "UTC",
});

/** "Sunday, November 22, 2026" */
export const dayWords = (day: Day): string => words.format(asDate(day));

/** "November 2026" */
export const monthWords = (day: Day): string => monthName.format(asDate(day));
