import type { Condition } from "@/lib/evaluation/state";
import type { ConditionTrace, ServeTrace, Step } from "@/lib/evaluation/trace";
import { conditionWords } from "@/lib/history/condition-words";
import { percent, type Voice, type Words } from "@/lib/history/serve-words";

/** One thing that was looked at, in words. `outcome`: whether it held; null for what merely is so. */
export type Line = {
  words: Words;
  outcome: boolean | null;
  /** This one settled the value. */
  decided?: boolean;
  parts: Line[];
};

/** What an evaluation did, step by step; the last step decided, unless the flag has no value. */
export function linesOf(steps: Step[], voice: Voice, isAnswered = true): Line[] {
  let rules = 0;
  return steps.map((step, index) => {
    if (step.step === "rule") rules++;
    const line = lineOf(step, rules, voice);
    return isAnswered && index === steps.length - 1 ? { ...line, decided: true } : line;
  });
}

/** "Rule “Pro in Europe”", or by its place where it has no name. */
function ruleName(name: string, place: number): Words {
  return name === "" ? [`Rule ${place}`] : ["Rule ", { name: `“${name}”` }];
}

/** The rule that gave the value, by its name or place; null when no rule did. */
export function decidingRule(steps: Step[]): string | null {
  const rules = steps.filter((step) => step.step === "rule");
  const last = rules.at(-1);
  if (!last?.outcome) return null;
  return last.name === "" ? `Rule ${rules.length}` : `Rule “${last.name}”`;
}

/** A bucket as a percentage: 37412 is "37.412". */
function bucketWords(bucket: number): string {
  return String(bucket / 1000);
}

function lineOf(step: Step, place: number, voice: Voice): Line {
  switch (step.step) {
    case "killed":
      return line([step.outcome ? "Killed for everybody here" : "Not killed"], null);
    case "enabled":
      return line([step.outcome ? "Switched on here" : "Switched off here"], step.outcome);
    case "toggle":
      return toggleLine(step, voice);
    case "prerequisite":
      return prerequisiteLine(step, voice);
    case "rule":
      return ruleLine(step, place, voice);
    case "fallthrough": {
      const parts = serveLines(step.serve, voice);
      const words: Words = ["Everybody else: ", ...servedWords(step.serve, step.outcome, "off")];
      return { words, outcome: step.outcome && isPlaced(step.serve), parts };
    }
  }
}

type Of<Name extends Step["step"]> = Extract<Step, { step: Name }>;

function toggleLine({ variant, expiresAt, outcome }: Of<"toggle">, voice: Voice): Line {
  if (!outcome || variant === null) return line(["No toggle for this user"], null);
  const end = expiresAt === null ? [] : [` until ${voice.time(expiresAt)}`];
  return line(["Toggle: ", { name: variant }, ...end], true);
}

function prerequisiteLine(step: Of<"prerequisite">, voice: Voice): Line {
  const { flag, variants, variant, outcome } = step;
  if (flag === null) {
    const met = outcome ? "which holds" : "which does not hold";
    return line([`Needs something of a flag you may not see, ${met}`], outcome);
  }
  const wanted = variants.flatMap((name, at): Words => [at === 0 ? "" : " or ", { name }]);
  const serves: Words =
    variant === null
      ? ["it has no value: killed, archived, or it cannot be evaluated"]
      : variants.includes(variant) && !outcome
        ? ["it is switched off, and so does not count"]
        : ["it serves ", { name: variant }];
  const words: Words = ["Needs ", { name: flag }, " to serve ", ...wanted, ": ", ...serves];
  return { words, outcome, parts: linesOf(step.steps, voice, variant !== null) };
}

function ruleLine(step: Of<"rule">, place: number, voice: Voice): Line {
  const { name, time, startsAt, endsAt, matches, serve, outcome } = step;
  const told: Words =
    time === "before" && startsAt !== null
      ? [`starts ${voice.time(startsAt)}`]
      : time === "after" && endsAt !== null
        ? [`ended ${voice.time(endsAt)}`]
        : !matches
          ? ["its conditions do not hold"]
          : serve
            ? servedWords(serve, outcome, "next")
            : [];
  const conditions = conditionLines(step.condition, voice);
  const asked = conditions.length > 0 ? conditions : [line(["Asks nothing: for everybody"], true)];
  const parts = serve && time === "during" ? [...asked, ...serveLines(serve, voice)] : asked;
  const words: Words = [...ruleName(name, place), ": ", ...told];
  return { words, outcome: outcome && (serve === null || isPlaced(serve)), parts };
}

/** The conditions of a rule: those that must all hold stand by themselves, other groups are introduced. */
function conditionLines(trace: ConditionTrace, voice: Voice): Line[] {
  if ("all" in trace) return trace.all.flatMap((part) => nestedLines(part, voice));
  return nestedLines(trace, voice);
}

function nestedLines(trace: ConditionTrace, voice: Voice): Line[] {
  const { outcome } = trace;
  const group = (words: string, parts: ConditionTrace[]): Line[] => [
    { words: [words], outcome, parts: parts.flatMap((part) => nestedLines(part, voice)) },
  ];
  if ("all" in trace) return group("All of these", trace.all);
  if ("any" in trace) return group("One of these", trace.any);
  if ("segment" in trace || "attribute" in trace) return [leafLine(trace, trace, voice)];
  const [inner] = trace.not;
  if (inner && ("segment" in inner || "attribute" in inner)) return [leafLine(inner, trace, voice)];
  return group("Not", trace.not);
}

type Leaf = Extract<ConditionTrace, { segment: string } | { attribute: string }>;

/** `whole` is the leaf itself, or its negation. */
function leafLine(leaf: Leaf, whole: ConditionTrace, voice: Voice): Line {
  const { outcome } = whole;
  const asked = "segment" in leaf ? { segment: leaf.segment } : conditionOf(leaf);
  const words = conditionWords(leaf === whole ? asked : { not: asked }, voice);
  if ("attribute" in leaf) return line([...words, ": ", ...actualWords(leaf)], outcome);
  const because = {
    excluded: ["excluded by name"],
    included: ["included by name"],
    unknown: ["there is no such segment"],
    conditions: [leaf.outcome ? "its conditions hold" : "its conditions do not hold"],
  }[leaf.because];
  const parts = leaf.conditions.flatMap((part) => conditionLines(part, voice));
  return { words: [...words, ": ", ...because], outcome, parts };
}

type AttributeLeaf = Extract<ConditionTrace, { attribute: string }>;

function conditionOf({ attribute, op, values }: AttributeLeaf): Condition {
  return { attribute, op, values };
}

function actualWords({ actual, problem, op }: AttributeLeaf): Words {
  if (problem === "missing") return ["not known"];
  const value = { name: JSON.stringify(actual) };
  if (problem === "wrong type" && op !== "exists")
    return ["it has ", value, ", which this comparison cannot take"];
  return ["it has ", value];
}

/** What was served, or why not. `otherwise`: what comes for those who are left out. */
function servedWords(serve: ServeTrace, outcome: boolean, otherwise: "next" | "off"): Words {
  if ("variant" in serve) return ["serves ", { name: serve.variant }];
  const after = otherwise === "next" ? "passed over" : "the off variant";
  if (serve.value === null || serve.bucket === null)
    return [{ name: serve.by }, ` is not known, so ${isKey(serve) ? "there is no value" : after}`];
  if (!outcome) return [`left out by its share, so ${after}`];
  const range = rangeOf(serve.ranges, serve.bucket);
  return range === undefined ? ["a split"] : ["a split serves ", { name: range.variant }];
}

/** Whether it can be said what the subject gets: a split needs something to tell them apart by. */
function isPlaced(serve: ServeTrace): boolean {
  return "variant" in serve || serve.value !== null;
}

const isKey = (serve: Split) => serve.by === "targetingKey";

type Split = Extract<ServeTrace, { by: string }>;

function serveLines(serve: ServeTrace, voice: Voice): Line[] {
  if ("variant" in serve || serve.value === null) return [];
  const shares = rangeLine(serve);
  return serve.exposure === null ? shares : [exposureLine(serve, voice), ...shares];
}

function exposureLine({ exposure, takesPartAt }: Split, voice: Voice): Line {
  const { exposureBucket, weight } = exposure ?? { exposureBucket: null, weight: 0 };
  const bucket = exposureBucket ?? 0;
  const isIn = bucket < weight;
  const sign = isIn ? "<" : "≥";
  const share = `bucket ${bucketWords(bucket)} ${sign} ${bucketWords(weight)}`;
  if (isIn) return line([`${percent(weight)} take part: ${share}, so taken in`], true);
  const later = takesPartAt === null ? "" : `, from ${voice.time(takesPartAt)} on`;
  return line([`${percent(weight)} take part: ${share}, so left out${later}`], false);
}

/** Only a split of several variants has ranges worth telling. */
function rangeLine({ by, value, bucket, ranges }: Split): Line[] {
  const shares = ranges.filter(({ from, to }) => to > from);
  if (bucket === null || shares.length < 2) return [];
  const range = rangeOf(shares, bucket);
  if (range === undefined) return [];
  const who: Words = by === "targetingKey" ? [] : [` of ${by} `, { name: value ?? "" }];
  const bounds = ` (${bucketWords(range.from)} to ${bucketWords(range.to)})`;
  const falls = ` ${bucketWords(bucket)} falls in `;
  return [line(["Split: bucket", ...who, falls, { name: range.variant }, bounds], null)];
}

function rangeOf(ranges: Split["ranges"], bucket: number) {
  return ranges.find(({ from, to }) => bucket >= from && bucket < to);
}

function line(words: Words, outcome: boolean | null): Line {
  return { words, outcome, parts: [] };
}
