import type { Document, Json } from "@/lib/history/entry";

/** A value that people wrote, marked off from our own words. */
export function quoted(text: Json | undefined): string {
  return `“${typeof text === "string" ? text : JSON.stringify(text ?? null)}”`;
}

/** "a", "a and b", "a, b and c" */
export function listed(parts: string[]): string {
  if (parts.length < 2) return parts.join("");
  return `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}

const instant = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "long",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  timeZone: "UTC",
});

/** "3 December 2026, 10:00 UTC", the same for every reader. */
export function atInstant(iso: Json | undefined): string {
  const parts = new Map(
    instant.formatToParts(new Date(String(iso))).map(({ type, value }) => [type, value]),
  );
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? "";
  return `${of("day")} ${of("month")} ${of("year")}, ${of("hour")}:${of("minute")} UTC`;
}

/** Whether a field holds another value than before. */
export function differs(before: Document | null, after: Document | null, field: string): boolean {
  return JSON.stringify(before?.[field] ?? null) !== JSON.stringify(after?.[field] ?? null);
}

export function texts(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
