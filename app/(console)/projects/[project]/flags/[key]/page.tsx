import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { chosenEnvironment } from "@/components/flags/chosen-environment";
import { FlagHistory } from "@/components/flags/flag-history";
import { isWhole } from "@/components/flags/flag-list-page";
import { FlagPage } from "@/components/flags/flag-page";
import { FlagSettings } from "@/components/flags/flag-settings";
import { flagTab } from "@/components/flags/flag-tabs";
import { Targeting } from "@/components/flags/targeting";
import { VariantsCard } from "@/components/flags/variants-card";
import { type Search, searchOf } from "@/components/shell/address";
import { listAudit } from "@/lib/audit/queries";
import { requireActor } from "@/lib/auth/session";
import { listEnvironments } from "@/lib/environments/queries";
import { findFlag, flagRights, getState } from "@/lib/flags/queries";
import { suggestAttributes } from "@/lib/flags/queries/attributes";
import { getUsage } from "@/lib/flags/queries/usage";
import type { FlagView } from "@/lib/flags/schema";
import { once, shown } from "@/lib/page";
import { listSegments } from "@/lib/segments/queries";
import { listToggles } from "@/lib/toggles/queries";
import { listTogglesSchema } from "@/lib/toggles/schema";

type Props = {
  params: Promise<{ project: string; key: string }>;
  searchParams: Promise<Search>;
};

type Part = { project: string; flag: FlagView; path: string; search: Record<string, string> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await params).key };
}

export default async function FlagRoute({ params, searchParams }: Props) {
  const actor = await requireActor();
  const { project, key } = await params;
  const search = searchOf(await searchParams);
  const flag = await shown(once(findFlag, actor, project, key));
  if (!isWhole(flag)) notFound();

  const part = { project, flag, path: `/projects/${project}/flags/${key}`, search };
  return <FlagPage {...part}>{await (flag.unreadable ? history(part) : openTab(part))}</FlagPage>;
}

async function openTab(part: Part) {
  const actor = await requireActor();
  const { project, flag } = part;
  const tab = flagTab(part.search);
  if (tab === "targeting") return targeting(part);
  if (tab === "history") return history(part);

  const access = await shown(flagRights(actor, project, flag.key));
  if (tab === "settings") return <FlagSettings {...part} access={access} />;
  return <VariantsCard {...part} mayChange={access.change} />;
}

async function targeting(part: Part) {
  const actor = await requireActor();
  const { project, flag, search } = part;
  const environments = await shown(listEnvironments(actor, project));
  const environment = chosenEnvironment(environments, search.env);
  if (!environment || !("protected" in environment)) notFound();

  const { cursor, ended } = search;
  const query = listTogglesSchema.parse({ cursor, ended: ended === "true" ? "true" : "false" });
  const [state, toggles, access, attributes, segments, usage] = await shown(
    Promise.all([
      getState(actor, project, flag.key, environment.key),
      listToggles(actor, project, flag.key, environment.key, query),
      flagRights(actor, project, flag.key),
      suggestAttributes(actor, project),
      listSegments(actor, project),
      getUsage(actor, project, flag.key, environment.key, {}),
    ]),
  );
  return (
    <Targeting
      {...part}
      environments={environments}
      environment={environment}
      state={state}
      known={{ attributes, segments: segments.map(({ key, name }) => ({ key, name })) }}
      toggles={toggles}
      usage={usage}
      access={access}
      me={actor.username}
    />
  );
}

async function history(part: Part) {
  const actor = await requireActor();
  const { project, flag, search } = part;
  const list = await shown(listAudit(actor, { project, flag: flag.key, cursor: search.cursor }));
  return <FlagHistory {...part} list={list} />;
}
