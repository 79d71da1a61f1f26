import type { z } from "zod";
import { Refusal } from "@/lib/errors";
import { type FlagDocument, flagDocument } from "@/lib/flags/schema";
import { type StateDocument, stateDocument } from "@/lib/flags/schema/state";
import type { FeatureFlag, FlagState } from "@/lib/generated/prisma/client";

// Hoist writes only what it can read. What it cannot was changed in the database by hand.

/** The flag of a row. Throws `unavailable`. */
export function readFlag(row: FeatureFlag): FlagDocument {
  const read = flagDocument.safeParse(row);
  if (read.success) return read.data;
  throw unreadableFlag(row.key, partsOf(read.error));
}

/** One of the flag's states, of its row. Throws `unavailable`. */
export function readState(flag: { key: string }, row: FlagState): StateDocument {
  const read = stateDocument.safeParse(row);
  if (read.success) return read.data;
  throw unreadableFlag(flag.key, partsOf(read.error));
}

/** Why a change of this flag, or of its state when one is given, is refused; null when it can be read. */
export function unreadableRefusal(flag: FeatureFlag, state: FlagState | undefined): Refusal | null {
  const read = state ? stateDocument.safeParse(state) : flagDocument.safeParse(flag);
  return read.success ? null : unreadableFlag(flag.key, partsOf(read.error));
}

/** Where in a flag and its states something cannot be read, such as `environments.production.rules`. */
export function unreadableParts(
  flag: FeatureFlag & { states: (FlagState & { environment: { key: string } })[] },
): string[] {
  const own = flagDocument.safeParse(flag);
  return [
    ...(own.success ? [] : partsOf(own.error)),
    ...flag.states.flatMap((state) => {
      const read = stateDocument.safeParse(state);
      const at = `environments.${state.environment.key}`;
      return read.success ? [] : partsOf(read.error).map((part) => `${at}.${part}`);
    }),
  ];
}

/** What is said of a flag that cannot be read. */
export function unreadableFlag(key: string, parts: string[]): Refusal {
  return new Refusal(
    "unavailable",
    `The flag ${key} cannot be read: somebody changed its ${parts.join(", ")} in the database by hand. Client apps keep its last good values. Write back there what its history says, or restore a backup.`,
    { errors: parts.map((path) => ({ path, message: "This cannot be read." })) },
  );
}

/** The columns in which something is wrong, each once. */
function partsOf(error: z.ZodError): string[] {
  return [...new Set(error.issues.map(({ path }) => String(path[0])))];
}
