import { type CompiledCondition, compileCondition, segmentsOf } from "./condition";
import type { SegmentDocument } from "./state";

/** A segment ready to be asked who is in it. */
export type CompiledSegment = {
  readonly key: string;
  readonly included: ReadonlySet<string>;
  readonly excluded: ReadonlySet<string>;
  readonly conditions: CompiledCondition;
  /** The segments that it names itself. */
  readonly segments: ReadonlySet<string>;
};

/** Makes a segment ready. Throws CannotCompile. */
export function compileSegment(segment: SegmentDocument): CompiledSegment {
  const { key, included, excluded } = segment;
  const conditions = compileCondition(segment.conditions, ["conditions"]);
  return {
    key,
    included: new Set(included),
    excluded: new Set(excluded),
    conditions,
    segments: new Set(segmentsOf(conditions)),
  };
}
