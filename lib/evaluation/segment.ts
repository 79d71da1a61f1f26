import type { Condition, SegmentDocument } from "./state";

/** A segment ready to be asked who is in it. */
export type CompiledSegment = {
  readonly key: string;
  readonly included: ReadonlySet<string>;
  readonly excluded: ReadonlySet<string>;
  readonly conditions: Condition;
};

/** Makes a segment ready. Throws CannotCompile. */
export function compileSegment(segment: SegmentDocument): CompiledSegment {
  const { key, included, excluded, conditions } = segment;
  return { key, included: new Set(included), excluded: new Set(excluded), conditions };
}
