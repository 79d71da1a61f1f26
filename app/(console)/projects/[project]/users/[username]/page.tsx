import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { chosenEnvironment } from "@/components/flags/chosen-environment";
import { type Search, searchOf } from "@/components/shell/address";
import { UserFlags } from "@/components/toggles/user-flags";
import { UserHeader } from "@/components/users/user-header";
import { UserProfile } from "@/components/users/user-profile";
import { requireActor } from "@/lib/auth/session";
import { countConfigurations } from "@/lib/configurations/queries";
import { listEnvironments } from "@/lib/environments/queries";
import { canCreateFlag, canReadFlags } from "@/lib/flags/policy";
import { rolesOf } from "@/lib/memberships/queries";
import { shown } from "@/lib/page";
import { requireProject } from "@/lib/projects/queries";
import { userFlags } from "@/lib/toggles/queries/explain";
import type { UserFlagGlance, UserFlagView } from "@/lib/toggles/schema";
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
  const project = await shown(requireProject(actor, key));
  if (!canReadFlags(actor, project.id)) notFound();

  const user = await shown(getUser(actor, username));
  const header = (tab: "flags" | "profile") => <UserHeader project={key} user={user} tab={tab} />;
  if (search.tab === "profile") {
    return (
      <>
        {header("profile")}
        <UserProfile
          project={key}
          user={user}
          roles={await rolesOf(actor, user.username)}
          configurations={await countConfigurations(actor, user.username)}
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
  const flags = await shown(userFlags(actor, key, user.username, environment.key));
  return (
    <>
      {header("flags")}
      <UserFlags
        project={key}
        user={user}
        flags={flags.filter(isWhole)}
        environments={environments}
        environment={environment}
        path={`/projects/${key}/users/${user.username}`}
        search={search}
        mayChange={canCreateFlag(actor, project.id)}
        me={actor.username}
      />
    </>
  );
}

const isWhole = (flag: UserFlagView | UserFlagGlance): flag is UserFlagView => "variants" in flag;
