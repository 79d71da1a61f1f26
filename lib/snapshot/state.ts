import type { CompiledFlag } from "@/lib/evaluation/compile";
import type { Ruleset } from "@/lib/evaluation/ruleset";
import type { CompiledSegment } from "@/lib/evaluation/segment";
import type { FlagDocument, SegmentDocument, StateDocument } from "@/lib/evaluation/state";
import { People } from "./people";
import type { Toggles } from "./toggles";

/** The environments compiled in memory as of one sequence. Changed in place, whole change sets at a time, synchronously. */
export type State = {
  /** Which database this is of. */
  installation: string;
  sequence: bigint;
  /** The hash of the row at `sequence`. */
  head: string;
  projects: Map<string, Project>;
  environments: Map<string, Environment>;
  people: People;
  /** By user's number and id. */
  configurations: Map<number, Map<string, Setting>>;
  keys: Index<KeyRow>;
  tokens: Index<TokenRow>;
  /** What is not well, by thing. */
  degraded: Map<string, string>;
};

/** One configuration of a user; its value as JSON text. */
export type Setting = { key: string; value: string };

export type Project = {
  readonly id: string;
  readonly key: string;
  /** By id. */
  readonly flags: Map<string, Flag>;
  /** By id; the same in every environment. */
  readonly segments: Map<string, SegmentDocument>;
  /** By key. */
  readonly compiledSegments: Map<string, CompiledSegment>;
  readonly environments: Environment[];
};

export type Flag = {
  readonly id: string;
  readonly key: string;
  readonly project: Project;
  document: FlagDocument;
};

export type Environment = {
  readonly id: string;
  readonly project: Project;
  key: string;
  /** By flag id. */
  readonly states: Map<string, StateDocument>;
  /** By flag key, archived ones included. */
  readonly compiled: Map<string, CompiledFlag>;
  /** The same flags, and the project's segments. */
  readonly ruleset: Ruleset;
  readonly toggles: Toggles;
  /** Another number after every change that may change an answer here; never the same twice in a process. */
  revision: number;
  /** Another number after every change of its flags. */
  flagsRevision: number;
};

/** An API key, as its table has it. Instants in epoch milliseconds. */
export type KeyRow = {
  id: string;
  environmentId: string;
  kind: "client" | "server";
  hash: string;
  streamSecret: string;
  identitySecret: string;
  allowedOrigins: string[];
  requireIdentity: boolean;
  expiresAt: number | null;
  revokedAt: number | null;
};

/** A personal token, as its table has it. `loginEpoch`: ends when the user's epoch is another. */
export type TokenRow = {
  id: string;
  userId: string;
  hash: string;
  loginEpoch: number | null;
  expiresAt: number | null;
  revokedAt: number | null;
};

/** Rows found by id and by the hash of their token. */
export class Index<Row extends { id: string; hash: string }> {
  readonly byId = new Map<string, Row>();
  readonly byHash = new Map<string, Row>();

  put(row: Row): void {
    this.byId.set(row.id, row);
    this.byHash.set(row.hash, row);
  }
}

const noHash = "0".repeat(64);

/** Nothing yet: where rebuilding the past starts. */
export function emptyState(installation = ""): State {
  return {
    installation,
    sequence: 0n,
    head: noHash,
    projects: new Map(),
    environments: new Map(),
    people: new People(),
    configurations: new Map(),
    keys: new Index(),
    tokens: new Index(),
    degraded: new Map(),
  };
}

let revisions = 0;

/** Says that answers of this environment may be others from now on. */
export function touch(environment: Environment): void {
  environment.revision = ++revisions;
}

/** The same, when one of its flags was compiled or is gone. */
export function touchFlags(environment: Environment): void {
  environment.revision = environment.flagsRevision = ++revisions;
}
