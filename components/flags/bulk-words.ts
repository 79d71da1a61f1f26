import { counted } from "@/components/ui/counted";
import type { Bulk } from "@/lib/flags/schema/bulk";
import type { Environment } from "./types";

/** A change of many flags as it is chosen: without the flags, and without the tag, which its dialog asks for. */
export type BulkChoice = { action: Bulk["action"]; environment?: Environment };

/** What the dialog is called; flags are counted in its words. */
export function bulkTitle({ action, environment }: BulkChoice, count: number): string {
  const flags = counted(count, "flag");
  const titles = {
    enable: `Switch ${flags} on in ${environment?.name}`,
    disable: `Switch ${flags} off in ${environment?.name}`,
    tag: `Add a tag to ${flags}`,
    untag: `Remove a tag from ${flags}`,
    archive: `Archive ${flags}`,
    restore: `Restore ${flags}`,
  };
  return titles[action];
}

/** What the button says that does it. */
export function bulkLabel({ action }: BulkChoice, count: number): string {
  const verbs = {
    enable: "Switch on",
    disable: "Switch off",
    tag: "Tag",
    untag: "Untag",
    archive: "Archive",
    restore: "Restore",
  };
  return `${verbs[action]} ${counted(count, "flag")}`;
}

/** "12 flags change, 3 stay as they are, 2 are refused." */
export function bulkSummary(counts: { change: number; same: number; refused: number }): string {
  const { change, same, refused } = counts;
  const parts = [
    change === 0
      ? "No flag changes"
      : `${counted(change, "flag")} ${change === 1 ? "changes" : "change"}`,
    same > 0 &&
      `${same.toLocaleString("en")} ${same === 1 ? "stays as it is" : "stay as they are"}`,
    refused > 0 && `${refused.toLocaleString("en")} ${refused === 1 ? "is" : "are"} refused`,
  ];
  return `${parts.filter(Boolean).join(", ")}.`;
}
