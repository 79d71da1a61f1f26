import { Meter } from "./meter";

const doors = ["flags", "flag", "ofrep", "flagd", "stream"] as const;
const bounds = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25, 50, 100, 250, 1_000];

/** What clients asked, through which door, and how long an answer took from the request's head to its last byte written. */
export function pollMeter(): Meter<(typeof doors)[number]> {
  return new Meter(doors, bounds);
}

/** The place of a path's door among those of the meter. */
export function doorOf(path: string): number {
  if (path === "/api/flags") return 0;
  if (path.startsWith("/api/flags/")) return 1;
  if (path.startsWith("/ofrep/")) return 2;
  return path === "/api/stream" ? 4 : 3;
}
