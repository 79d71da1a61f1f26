import type { FlagDocument, Json } from "@/lib/evaluation/state";
import type { Environment, State } from "@/lib/snapshot/state";
import { answer } from "./body";
import { CannotExport } from "./flagd-conditions";
import { type Estate, type ExportedFlag, type ExportedToggle, servedBy } from "./flagd-flag";
import type { Answer } from "./message";
import { toggleCounts } from "./subject";

const schema = "https://flagd.dev/schema/v0/flags.json";

type Kept = { revision: number; answer: Answer };
const kept = new WeakMap<Environment, Kept>();

/** The environment as a flagd definition. Made once per change, for it is long and asked for again and again. */
export function flagdAnswer(state: State, environment: Environment, now: number): Answer {
  const known = kept.get(environment);
  if (known?.revision === environment.revision) return known.answer;
  const made = answer(JSON.stringify(flagdDocument(state, environment, now)));
  kept.set(environment, { revision: environment.revision, answer: made });
  return made;
}

function flagdDocument(state: State, environment: Environment, now: number) {
  const estate = estateOf(state, environment, now);
  const flags = [...estate.flags.values()]
    .filter(({ flag }) => !flag.archived)
    .sort((left, right) => (left.flag.key < right.flag.key ? -1 : 1))
    .map((exported) => {
      const { key } = exported.flag;
      const broken = environment.compiled.get(key)?.broken ?? null;
      return [key, broken === null ? definition(exported, estate) : absent(exported.flag, broken)];
    });
  return { $schema: schema, flags: Object.fromEntries(flags) };
}

function estateOf(state: State, environment: Environment, now: number) {
  const { project, states } = environment;
  const toggles = togglesOf(state, environment, now);
  const flags = new Map<string, ExportedFlag>();
  for (const { id, key, document } of project.flags.values()) {
    const here = states.get(id);
    if (here) flags.set(key, { flag: document, state: here, toggles: toggles.get(key) ?? [] });
  }
  const segments = new Map([...project.segments.values()].map((each) => [each.key, each]));
  return { flags, segments } satisfies Estate;
}

/** By flag key, in the order of targeting keys: whatever the order of events, the document is the same. */
function togglesOf(
  state: State,
  environment: Environment,
  now: number,
): Map<string, ExportedToggle[]> {
  const byFlag = new Map<string, ExportedToggle[]>();
  for (const toggle of environment.toggles.all()) {
    const targetingKey = state.people.targetingKey(toggle.user);
    const { variant, expiresAt, flag } = toggle;
    if (targetingKey === null || (expiresAt !== null && expiresAt <= now)) continue;
    if (!toggleCounts(toggle, state.people.isConfirmed(toggle.user))) continue;
    const all = byFlag.get(flag.key) ?? [];
    if (all.length === 0) byFlag.set(flag.key, all);
    all.push({ targetingKey, variant, expiresAt });
  }
  for (const all of byFlag.values())
    all.sort((left, right) => (left.targetingKey < right.targetingKey ? -1 : 1));
  return byFlag;
}

function definition(exported: ExportedFlag, estate: Estate) {
  const { flag, state } = exported;
  try {
    const { logic, left } = servedBy(exported, estate);
    const notes = left.length > 0 ? { metadata: { notExported: left.join("; ") } } : {};
    const variants = variantsOf(flag);
    if (typeof logic === "string")
      return { state: "ENABLED", variants, defaultVariant: logic, ...notes };
    return {
      ...{ state: "ENABLED", variants, defaultVariant: state.offVariant, targeting: logic },
      ...notes,
    };
  } catch (error) {
    const isKnown = error instanceof CannotExport;
    return absent(flag, isKnown ? error.message : "its document, which cannot be understood");
  }
}

/** flagd gives the app its own default. */
function absent(flag: FlagDocument, why: string) {
  const metadata = { notExported: `the flag, because of ${why}` };
  return { state: "DISABLED", variants: variantsOf(flag), metadata };
}

function variantsOf({ variants }: FlagDocument): { [key: string]: Json } {
  return Object.fromEntries(variants.map(({ key, value }) => [key, value]));
}
