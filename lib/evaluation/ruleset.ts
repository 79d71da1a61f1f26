import type { CompiledFlag } from "./compile";
import type { CompiledSegment } from "./segment";

/**
 * What an environment evaluates with. Flags refer to segments and to each other by key, looked up when they are evaluated: a
 * change to one of them compiles that one anew and touches nothing else.
 */
export type Ruleset = {
  readonly flags: { get(key: string): CompiledFlag | undefined };
  readonly segments: { get(key: string): CompiledSegment | undefined };
};
