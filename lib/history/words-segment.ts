import type { Document } from "@/lib/history/entry";
import { differs, listed, quoted, texts } from "@/lib/history/phrases";
import type { Wording } from "@/lib/history/words";

export const segmentWords: Wording = {
  "segment.create": ({ after }) => `created the segment ${after?.key}`,
  "segment.update": ({ before, after }) => {
    const changes = segmentChanges(before, after);
    return changes.length > 0
      ? `changed the segment ${after?.key}: ${changes.join("; ")}`
      : `changed the segment ${after?.key}`;
  },
  "segment.delete": ({ before }) => `deleted the segment ${before?.key}`,
};

function segmentChanges(before: Document | null, after: Document | null): string[] {
  const changes: string[] = [];
  if (differs(before, after, "name"))
    changes.push(`name ${quoted(before?.name)} → ${quoted(after?.name)}`);
  if (differs(before, after, "conditions")) changes.push("other conditions");
  for (const list of ["included", "excluded"] as const) {
    const [old, now] = [texts(before?.[list]), texts(after?.[list])];
    const added = now.filter((key) => !old.includes(key));
    const removed = old.filter((key) => !now.includes(key));
    if (added.length > 0) changes.push(`${list} ${few(added)}`);
    if (removed.length > 0) changes.push(`no longer ${list} ${few(removed)}`);
  }
  return changes;
}

/** A sentence names three of many. */
function few(keys: string[]): string {
  const [shown, rest] = [keys.slice(0, 3), keys.length - 3];
  return listed(rest > 0 ? [...shown, `${rest} more`] : shown);
}
