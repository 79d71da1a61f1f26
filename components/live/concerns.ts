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

/** What a change that is of no flag is about, and the pages that show it. */
const others: readonly [noun: string, words: string, shown: RegExp][] = [
  ["environment", "An environment", /^\/projects\//],
  ["project", "The project", /^\/projects\//],
  ["segment", "A segment", /^\/projects\/[^/]+\/(segments|flags\/)/],
  ["key", "A key", /^\/projects\/[^/]+\/(environments|connect)$/],
  ["user", "An account", /^\/projects\/[^/]+\/(users|members)/],
  ["membership", "A role", /^\/projects\/[^/]+\/(users|members)/],
  ["configuration", "A configuration", /^\/projects\/[^/]+\/users\//],
];

/** "Changed by sam just now", with what it was about where the page shows more than that; null where it shows nothing of it. */
export function markWords(path: string, { action, actor, flag }: ChangeEvent): string | null {
  if (flag !== null) {
    const known = path.endsWith(`/flags/${encodeURIComponent(flag)}`);
    return `${known ? "Changed" : `${flag} changed`} by ${actor} just now`;
  }
  const [noun] = action.split(".");
  const about = others.find(([name, , shown]) => name === noun && shown.test(path));
  return about ? `${about[1]} changed by ${actor} just now` : null;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
