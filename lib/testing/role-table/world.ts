import type { Actor } from "@/lib/auth/actor";
import { database } from "@/lib/database/client";
import { createActor, createFlag, type TestProject, unique } from "@/lib/testing/factories";

/** In the order of the table's letters. */
export const roles = ["member", "viewer", "editor", "approver", "admin"] as const;

/**
 * What a role is answered: `y` done, `n` forbidden (403), `x` not found (404: one may not see it), `p` only by a change
 * request (409 approval_required). A form says only whether it was done.
 */
export type Verdict = "y" | "n" | "x" | "p";

/** Method, address below /api/v1, body. */
export type Rest = [
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE",
  path: string,
  body?: unknown,
];
/** The name of a form's action, and its fields. */
export type Form = [action: string, fields: Record<string, string>];

/** One question of the role table, asked through every door that it has. A new door is a new member here. */
export type Row = {
  what: string;
  /** A letter for each of `roles`. */
  roles: string;
  rest?: (world: World) => Promise<Rest> | Rest;
  form?: (world: World) => Promise<Form> | Form;
};

type Person = Actor & { id: string; username: string; targetingKey: string };
type FlagOptions = {
  mine?: boolean;
  restricted?: boolean;
  archived?: boolean;
  selfService?: boolean;
};

/** What a row is asked about: made anew for each question. Staging is protected. */
export class World {
  constructor(
    readonly me: Person,
    readonly project: TestProject,
    private readonly other: Person,
  ) {}

  get path(): string {
    return `/projects/${this.project.key}`;
  }

  /** A flag of somebody else's, unless mine. Its key. */
  async flag({ mine, restricted, archived, selfService }: FlagOptions = {}): Promise<string> {
    const { id, key } = await createFlag(this.project, { creator: mine ? this.me : this.other });
    const visibility = restricted ? "restricted" : "public";
    const archivedAt = archived ? new Date() : null;
    const data = { visibility, archivedAt, selfService: selfService ?? false } as const;
    await database().featureFlag.update({ where: { id }, data });
    return key;
  }

  /** A toggle in production that somebody else made for `whom`, unless mine. Its flag's key. */
  async toggle(whom: { id: string }, options: FlagOptions = {}): Promise<string> {
    const key = await this.flag({ ...options, mine: false });
    const where = { projectId_key: { projectId: this.project.id, key } };
    const flag = await database().featureFlag.findUniqueOrThrow({ where });
    const environmentId = this.project.environments.production.id;
    const place = { flagId: flag.id, environmentId, userId: whom.id };
    const creatorId = options.mine ? this.me.id : this.other.id;
    await database().toggle.create({ data: { ...place, variant: "on", creatorId } });
    return key;
  }

  /** A segment; `protected`: a flag in staging targets by it. Its key. */
  async segment(options: { protected?: boolean } = {}): Promise<string> {
    const key = unique("segment");
    const conditions = { attribute: "plan", op: "exists", values: [] };
    const projectId = this.project.id;
    await database().segment.create({ data: { projectId, key, name: key, conditions } });
    if (options.protected) {
      const flag = { projectId, key: await this.flag() };
      const environmentId = this.project.environments.staging.id;
      const rule = { id: "r1", name: "", startsAt: null, endsAt: null, when: { segment: key } };
      const rules = [{ ...rule, serve: { variant: "on" } }];
      await database().flagState.updateMany({ where: { flag, environmentId }, data: { rules } });
    }
    return key;
  }

  /** Another flag that is killed in a protected environment. */
  async killed(): Promise<string> {
    const key = await this.flag();
    const flag = { projectId: this.project.id, key };
    await database().flagState.updateMany({ where: { flag }, data: { killed: true } });
    return key;
  }

  /** Somebody without a role, not confirmed. */
  async user(): Promise<Person> {
    const person = await createActor("member");
    await database().user.update({ where: { id: person.id }, data: { confirmed: false } });
    return person;
  }

  /** Somebody who is an editor in this project alone. */
  async insider(): Promise<Person> {
    const person = await this.user();
    const { id: projectId } = this.project;
    await database().membership.create({
      data: { userId: person.id, scope: projectId, projectId, role: "editor" },
    });
    return person;
  }

  /** A configuration of somebody's. Its key. */
  async configuration(userId: string): Promise<string> {
    const key = unique("key");
    await database().configuration.create({ data: { userId, key, value: "dark" } });
    return key;
  }

  /** A personal token of somebody's. Its id. */
  async token(userId: string): Promise<string> {
    const row = { userId, name: "t", prefix: "hst_pat_", hash: unique("hash") };
    return (await database().personalToken.create({ data: row })).id;
  }

  /** A server key of production. Its id. */
  async key(): Promise<string> {
    const secrets = {
      prefix: "hst_srv_",
      hash: unique("hash"),
      streamSecret: "s",
      identitySecret: "i",
    };
    const environmentId = this.project.environments.production.id;
    const row = { environmentId, name: "k", kind: "server", creatorId: this.other.id } as const;
    return (await database().apiKey.create({ data: { ...row, ...secrets } })).id;
  }
}
