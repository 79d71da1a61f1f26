import type { Actor } from "@/lib/auth/actor";
import type { Tx } from "@/lib/change";
import { type FieldError, Refusal } from "@/lib/errors";
import { variantsIn } from "@/lib/flags/mutations/references";
import { requirements, variantInUse } from "@/lib/flags/queries/requirements";
import { readState } from "@/lib/flags/queries/stored";
import type { FlagDocument } from "@/lib/flags/schema";
import type { StateDocument } from "@/lib/flags/schema/state";

/** `in_use` with the list when a state, a toggle or another flag names one of these variants, which would vanish. */
export async function assertUnused(
  tx: Tx,
  actor: Actor,
  { id, projectId, key }: FlagDocument,
  variants: string[],
): Promise<void> {
  if (variants.length === 0) return;

  const served = await usesHere(tx, { id, key }, variants);
  const all = await requirements(tx, projectId);
  const required = variants.flatMap((variant) => variantInUse(actor, all, key, variant));
  const errors = [...served, ...required];
  if (errors.length === 0) return;
  const sentences = [
    ...errors.map(({ message }) => message),
    ...(served.length > 0 ? ["Serve another variant there first."] : []),
    ...(required.length > 0 ? ["Let those flags require another variant first."] : []),
  ];
  throw new Refusal("in_use", sentences.join(" "), { errors });
}

/** Ended toggles count as users: they can be restarted, and what they say must stay readable. */
async function usesHere(
  tx: Tx,
  { id: flagId, key }: Pick<FlagDocument, "id" | "key">,
  variants: string[],
): Promise<FieldError[]> {
  const states = await tx.flagState.findMany({
    where: { flagId },
    include: { environment: { select: { key: true } } },
    orderBy: { environment: { position: "asc" } },
  });
  const toggles = await tx.toggle.groupBy({
    by: ["environmentId", "variant"],
    where: { flagId, variant: { in: variants } },
    _count: true,
  });
  return states.flatMap(({ environment, ...row }) => {
    const state = readState({ key }, row);
    const named = variantsIn(state);
    return variants.flatMap((variant) => {
      const toggled = toggles.find(
        (group) => group.environmentId === row.environmentId && group.variant === variant,
      );
      const uses = [
        ...named.filter((one) => one.variant === variant).map(({ path }) => place(state, path)),
        ...(toggled ? [`toggles, ended ones included: ${toggled._count}`] : []),
      ];
      return uses.map((use) => ({
        path: `variants.${variant}`,
        message: `${variant} is in use in ${environment.key} (${use}).`,
      }));
    });
  });
}

/** The part of a state that a path leads into, in words. */
function place({ rules }: StateDocument, path: string): string {
  const [part, index] = path.split(".");
  if (part !== "rules") return part === "offVariant" ? "off variant" : "fallthrough";
  const { name } = rules[Number(index)] ?? {};
  return `rule ${Number(index) + 1}${name ? `, ${name}` : ""}`;
}
