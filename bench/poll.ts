import { mintToken } from "@/lib/auth/secret";
import type { ReadRequest } from "@/lib/delivery/message";
import { ReadApi } from "@/lib/delivery/read-api";
import { compile } from "@/lib/evaluation/compile";
import type { StateDocument } from "@/lib/evaluation/state";
import { Evaluations } from "@/lib/jobs/evaluations";
import type { Usage } from "@/lib/jobs/usage";
import type { Snapshot } from "@/lib/snapshot/follow";
import { emptyState, type State } from "@/lib/snapshot/state";
import { Toggles } from "@/lib/snapshot/toggles";

const rounds = 45;
const pollsPerRound = { known: 20_000, anew: 2_000 };
const flagCount = 100;

export type PollRounds = { known: Pair; anew: Pair };
/** Microseconds of processor time a poll, per round. */
type Pair = { counted: number[]; uncounted: number[] };

/**
 * A poll of 100 flags inside the process, without the network, which makes the share of counting as large as it can be: answers
 * that are known, and answers made for somebody new. Counting includes making the lines that would be written.
 */
export function measurePolls(): PollRounds {
  const { state, token } = world();
  const snapshot = { state } as unknown as Snapshot; // What answers from memory asks for nothing else.
  const log = { error: () => {} };
  const evaluations = new Evaluations();
  const counting = new ReadApi({
    snapshot,
    log,
    usage: usage((...what) => evaluations.note(...what)),
  });
  const silent = new ReadApi({ snapshot, log, usage: usage(() => {}) });

  const found: PollRounds = {
    known: { counted: [], uncounted: [] },
    anew: { counted: [], uncounted: [] },
  };
  for (let round = -2; round < rounds; round++)
    for (const kind of ["known", "anew"] as const) {
      const polls = pollsPerRound[kind];
      const users = kind === "known" ? 100 : polls;
      const arms = [
        () => {
          const spent = spentOn(counting, token, polls, users, round, () => evaluations.take());
          if (round >= 0) found[kind].counted.push(spent);
        },
        () => {
          const spent = spentOn(silent, token, polls, users, round, () => {});
          if (round >= 0) found[kind].uncounted.push(spent);
        },
      ];
      // Who goes first warms the caches for the other: they take turns.
      for (const arm of round % 2 === 0 ? arms : arms.reverse()) arm();
    }
  return found;
}

function usage(evaluated: Usage["evaluated"]): Usage {
  const nothing = () => {};
  return {
    ...{ keyUsed: nothing, tokenUsed: nothing, personSeen: nothing, evaluated },
    close: async () => {},
  };
}

function spentOn(
  api: ReadApi,
  token: string,
  polls: number,
  users: number,
  round: number,
  end: () => unknown,
): number {
  const authorization = `Bearer ${token}`;
  const request: ReadRequest = {
    ...{ method: "GET", path: "/api/flags", search: "", body: null, requestId: "r", gzip: false },
    header: (name) => (name === "authorization" ? authorization : null),
    now: 1_700_000_000_000,
  };
  globalThis.gc?.();
  const start = process.cpuUsage();
  for (let poll = 0; poll < polls; poll++) {
    request.search = `targetingKey=user-${round}-${poll % users}`;
    const response = api.respond(request);
    if (response instanceof Promise || response.status !== 200) throw new Error("Not answered.");
  }
  end();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / polls;
}

const document: StateDocument = {
  ...{ enabled: true, killed: false, offVariant: "off", prerequisites: [] },
  rules: [
    {
      ...{ id: "r1", name: "Pro", startsAt: null, endsAt: null },
      when: { attribute: "plan", op: "in", values: ["pro", "team"] },
      serve: { variant: "on" },
    },
  ],
  fallthrough: {
    split: [
      { variant: "on", weight: 25_000 },
      { variant: "off", weight: 75_000 },
    ],
    by: "targetingKey",
  },
};

function world(): { state: State; token: string } {
  const state = emptyState();
  const flags = Array.from({ length: flagCount }, (_, at) => {
    const variants = [
      { key: "on", value: true },
      { key: "off", value: false },
    ];
    const key = `flag-${at}`;
    return compile({ key, salt: key, variants, archived: false, clientSide: true }, document);
  });
  const compiled = new Map(flags.map((flag) => [flag.key, flag]));
  const maps = { flags: new Map(), segments: new Map(), compiledSegments: new Map() };
  const project = { id: "p", key: "p", ...maps, environments: [] };
  state.environments.set("e", {
    ...{ id: "e", project, key: "production", states: new Map(), compiled },
    ruleset: { flags: compiled, segments: maps.compiledSegments },
    ...{ toggles: new Toggles(), revision: 1, flagsRevision: 1 },
  });
  const { token, hash } = mintToken("cli");
  const secrets = { hash, streamSecret: "", identitySecret: "" };
  const options = { allowedOrigins: [], requireIdentity: false, expiresAt: null, revokedAt: null };
  state.keys.put({ id: "k", environmentId: "e", kind: "client", ...secrets, ...options });
  return { state, token };
}
