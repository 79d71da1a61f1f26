import { randomInt } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { Rule } from "@/lib/evaluation/state";
import type { RuleInput } from "@/lib/flags/schema/state";

const letters = "0123456789abcdefghijklmnopqrstuvwxyz";

/**
 * Gives an id to each rule that came without one: the stored one where it says the same as a rule that is there, so that
 * sending a rule again changes nothing; else a new one.
 */
export function withIds(rules: RuleInput[], stored: readonly Rule[]): Rule[] {
  const taken = new Set(rules.flatMap(({ id }) => id ?? []));
  return rules.map(({ id, ...rule }, index) => {
    if (id !== undefined) return { id, ...rule };
    const known = [...stored.slice(index), ...stored.slice(0, index)].find(
      ({ id, ...other }) => !taken.has(id) && isDeepStrictEqual(other, rule),
    );
    const given = known?.id ?? newId(taken);
    taken.add(given);
    return { id: given, ...rule };
  });
}

function newId(taken: ReadonlySet<string>): string {
  const id = `r-${Array.from({ length: 8 }, () => letters[randomInt(letters.length)]).join("")}`;
  return taken.has(id) ? newId(taken) : id;
}
