const pad = (number: number) => String(number).padStart(2, "0");

/** A time as `datetime-local` inputs take it, in this machine's zone. "" for none. */
export function localInput(time: string | null): string {
  if (!time) return "";
  const at = new Date(time);
  const date = `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}`;
  return `${date}T${pad(at.getHours())}:${pad(at.getMinutes())}`;
}

/** What was chosen in a `datetime-local` input, in UTC. "" while nothing or nonsense is chosen. */
export function utcOf(local: string): string {
  const time = new Date(local).getTime();
  return Number.isNaN(time) ? "" : new Date(time).toISOString();
}

/** "Europe/Berlin (UTC+1)": the zone such an input means, at that moment. */
export function zoneWords(at: Date): string {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone === "UTC") return zone;
  const minutes = -at.getTimezoneOffset();
  const sign = minutes < 0 ? "−" : "+";
  const hours = Math.floor(Math.abs(minutes) / 60);
  const rest = Math.abs(minutes) % 60;
  return `${zone} (UTC${sign}${hours}${rest ? `:${pad(rest)}` : ""})`;
}
