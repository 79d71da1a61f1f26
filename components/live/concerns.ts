import type { ChangeEvent } from "@/lib/audit/schema";

/** Whether a page at this address may show something else after the change. */
export function concerns(path: string, change: ChangeEvent): boolean {
  const [, project, noun, thing] =
    /^\/projects\/([^/]+)(?:\/([^/]+)(?:\/([^/]+))?)?/.exec(path) ?? [];
  if (project === undefined) return true;
  if (change.project !== null && change.project !== decoded(project)) return false;
  if (noun === "flags" && thing !== undefined && change.flag !== null)
    return change.flag === decoded(thing);
  return true;
}

/** "Changed by sam just now", with what it was about where the page shows more than that. */
export function markWords(path: string, { actor, flag }: ChangeEvent): string {
  const known = flag === null || path.endsWith(`/flags/${encodeURIComponent(flag)}`);
  return `${known ? "Changed" : `${flag} changed`} by ${actor} just now`;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
