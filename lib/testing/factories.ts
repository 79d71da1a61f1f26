import { randomUUID } from "node:crypto";
import { type Actor, mintActor, newTrace } from "@/lib/auth/actor";
import { systemActor } from "@/lib/auth/system";
import { commitChange } from "@/lib/change";
import { database } from "@/lib/database/client";
import { booleanVariants } from "@/lib/flags/schema";
import type { Role } from "@/lib/generated/prisma/enums";
import { insertProject } from "@/lib/projects/mutations";

/** A name that no other test uses. */
export function unique(prefix: string): string {
  return `${prefix}-${randomUUID().slice(0, 13)}`;
}

type ActorOptions = { readOnly?: boolean; username?: string };

/** A user with a role in all projects, as `lib/auth` proves one who signed in. */
export async function createActor(
  role: Role = "editor",
  { readOnly = false, username = unique("u") }: ActorOptions = {},
): Promise<Actor & { id: string; username: string; targetingKey: string }> {
  const { id } = await database().user.create({
    data: {
      username,
      usernameKey: username.toLowerCase(),
      targetingKey: username,
      memberships: { create: { scope: "*", role } },
    },
  });
  const names = { id, username, targetingKey: username };
  const proof = { kind: "user", role, roles: new Map(), readOnly, tokenId: null } as const;
  return Object.assign(mintActor({ ...names, ...proof, trace: newTrace() }), names);
}

/** The same person acting in another request, with a comment if given. */
export function again<A extends Actor>(actor: A, comment: string | null = null): A {
  return { ...actor, trace: newTrace(undefined, comment) };
}

export type TestProject = {
  id: string;
  key: string;
  environments: Record<"development" | "staging" | "production", { id: string; key: string }>;
};

/** A project with the three environments of a new one. */
export async function createProject(key = unique("project")): Promise<TestProject> {
  await commitChange(systemActor(), async (tx) => {
    const { entry } = await insertProject(tx, key, key);
    return { result: undefined, audit: [entry] };
  });
  const { id, environments } = await database().project.findUniqueOrThrow({
    where: { key },
    include: { environments: { select: { id: true, key: true } } },
  });
  const environment = (key: string) => environments.find((one) => one.key === key)!;
  return {
    id,
    key,
    environments: {
      development: environment("development"),
      staging: environment("staging"),
      production: environment("production"),
    },
  };
}

type FlagOptions = {
  key?: string;
  creator?: { id: string };
  visibility?: "public" | "restricted";
  enabled?: boolean;
  tags?: string[];
};

/** A boolean flag, disabled everywhere unless said. */
export async function createFlag(project: TestProject, options: FlagOptions = {}) {
  const { key = unique("flag"), enabled = false, visibility = "public", tags = [] } = options;
  const creator = options.creator ?? (await createActor());
  await database().flagKey.create({ data: { projectId: project.id, key } });
  const names = { projectId: project.id, key, name: key, salt: randomUUID() };
  const flag = await database().featureFlag.create({
    data: { ...names, variants: booleanVariants, visibility, tags, creatorId: creator.id },
  });
  await database().flagState.createMany({
    data: Object.values(project.environments).map(({ id }) => ({
      projectId: project.id,
      flagId: flag.id,
      environmentId: id,
      enabled,
      offVariant: "off",
      fallthrough: { variant: "on" },
    })),
  });
  return flag;
}

/** So many boolean flags called many-0 and so on, tagged t, disabled everywhere: in few statements. */
export async function createFlags(project: TestProject, count: number): Promise<string[]> {
  const { id: projectId } = project;
  const creator = await createActor();
  const keys = Array.from({ length: count }, (_, index) => `many-${index}`);
  await database().flagKey.createMany({ data: keys.map((key) => ({ projectId, key })) });
  const flags = await database().featureFlag.createManyAndReturn({
    data: keys.map((key) => ({
      ...{ projectId, key, name: key, salt: key, tags: ["t"], creatorId: creator.id },
      variants: booleanVariants,
    })),
  });
  await database().flagState.createMany({
    data: flags.flatMap(({ id: flagId }) =>
      Object.values(project.environments).map(({ id: environmentId }) => ({
        ...{ projectId, flagId, environmentId, offVariant: "off", fallthrough: { variant: "on" } },
      })),
    ),
  });
  return keys;
}
