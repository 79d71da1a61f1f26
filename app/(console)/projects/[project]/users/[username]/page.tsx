import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { askedIn } from "@/components/evaluation/asked";
import { chosenEnvironment } from "@/components/flags/chosen-environment";
import { type Search, searchOf } from "@/components/shell/address";
import { UserFlags } from "@/components/toggles/user-flags";
import { UserHeader } from "@/components/users/user-header";
import { UserProfile } from "@/components/users/user-profile";
import type { Actor } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/session";
import { countConfigurations } from "@/lib/configurations/queries";
import { listEnvironments } from "@/lib/environments/queries";
import { Refusal } from "@/lib/errors";
import { canCreateFlag, canReadFlags } from "@/lib/flags/policy";
import { suggestAttributes } from "@/lib/flags/queries/attributes";
import { rolesOf } from "@/lib/memberships/queries";
import { once, shown } from "@/lib/page";
import { requireProject } from "@/lib/projects/queries";
import { listSegments } from "@/lib/segments/queries";
import { contextOf, explainFlags } from "@/lib/toggles/queries/explain";
import { canAdministerUsers, canDescribeUsers } from "@/lib/users/policy";
import { getUser } from "@/lib/users/queries";

type Props = {
  params: Promise<{ project: string; username: string }>;
  searchParams: Promise<Search>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await params).username };
}

export default async function UserPage({ params, searchParams }: Props) {
  const actor = await requireActor();
  const { project: key, username } = await params;
  const search = searchOf(await searchParams);
  const project = await shown(once(requireProject, actor, key));
  if (!canReadFlags(actor, project.id)) notFound();

  const user = await shown(once(getUser, actor, username));
  const header = (tab: "flags" | "profile") => <UserHeader project={key} user={user} tab={tab} />;
  if (search.tab === "profile") {
    // They may have been erased since.
    const [roles, configurations] = await shown(
      Promise.all([rolesOf(actor, user.username), countConfigurations(actor, user.username)]),
    );
    return (
      <>
        {header("profile")}
        <UserProfile
          project={key}
          user={user}
          roles={roles}
          configurations={configurations}
          access={{
            describe: canDescribeUsers(actor),
            administer: canAdministerUsers(actor),
            self: actor.username === user.username,
          }}
        />
      </>
    );
  }

  const environments = await shown(listEnvironments(actor, key));
  const environment = chosenEnvironment(environments, search.env);
  if (!environment) notFound();
  const known = await shown(contextOf(actor, user.username));
  const { input, error } = askedIn(search, known);
  // Whose page it is does not change with what is tried.
  input.context = { ...input.context, targetingKey: user.targetingKey };
  // Two people are compared at one instant, the tried one or now.
  const at = input.at ?? new Date().toISOString();
  const [flags, other, attributes, segments] = await shown(
    Promise.all([
      explainFlags(actor, key, environment.key, { ...input, at }),
      search.with ? compared(actor, key, environment.key, search.with, at) : null,
      suggestAttributes(actor, key),
      listSegments(actor, key),
    ]),
  );
  return (
    <>
      {header("flags")}
      <UserFlags
        project={key}
        user={user}
        flags={flags}
        environments={environments}
        environment={environment}
        path={`/projects/${key}/users/${user.username}`}
        search={search}
        tried={{
          known: {
            project: key,
            variants: [],
            attributes,
            segments: segments.map(({ key, name }) => ({ key, name })),
          },
          input,
          error,
          isTried: error === null && (search.context !== undefined || search.at !== undefined),
          other,
        }}
        mayChange={canCreateFlag(actor, project.id)}
        me={actor.username}
      />
    </>
  );
}

/** Null when there is nobody of that name, as after somebody was renamed: the page says so. */
async function compared(
  actor: Actor,
  project: string,
  environment: string,
  username: string,
  at: string,
) {
  try {
    const context = await contextOf(actor, username);
    return { username, flags: await explainFlags(actor, project, environment, { context, at }) };
  } catch (error) {
    if (error instanceof Refusal && error.code === "not_found") return null;
    throw error;
  }
}
