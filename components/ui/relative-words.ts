const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 31_557_600],
  ["month", 2_629_800],
  ["week", 604_800],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

const format = new Intl.RelativeTimeFormat("en", { numeric: "always" });

/** "3 minutes ago", "in 2 days"; "just now" within 45 seconds either way. Times in milliseconds. */
export function relativeWords(time: number, now: number): string {
  const seconds = (time - now) / 1000;
  if (Math.abs(seconds) < 45) return "just now";
  for (const [unit, size] of steps) {
    const count = Math.round(seconds / size);
    if (Math.abs(seconds) >= size * 0.95 && count !== 0) return format.format(count, unit);
  }
  return format.format(Math.sign(seconds), "minute");
}

/** "2026-11-22 18:13:05 UTC": the same everywhere, so that server and browser agree. */
export function utcWords(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19).replace("T", " ")} UTC`;
}
