import type { ToldRow } from "@/lib/history/told";
import { estateWords } from "@/lib/history/words-estate";
import { flagWords } from "@/lib/history/words-flag";
import { personWords } from "@/lib/history/words-person";
import { segmentWords } from "@/lib/history/words-segment";

export type Worded = Pick<
  ToldRow,
  "action" | "actor" | "project" | "environment" | "flag" | "user" | "before" | "after"
>;
export type Wording = Record<string, (row: Worded) => string>;

const wordings: Wording = {
  ...flagWords,
  ...segmentWords,
  ...personWords,
  ...estateWords,
};

/** What somebody did, to be read after their name: "switched production on". Times in UTC. */
export function inWords(row: Worded): string {
  const wording = wordings[row.action];
  return wording ? wording(row) : `did ${row.action}`;
}
