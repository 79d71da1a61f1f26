import type { Route } from "next";
import { notFound, redirect } from "next/navigation";
import { highestRole } from "@/lib/auth/role";
import { currentActor } from "@/lib/auth/session";
import { listProjects } from "@/lib/projects/queries";
import { signUpTerms } from "@/lib/users/queries";

/** The start: to the flags of the first project, for members to their own features, or to where one gets in. */
export default async function StartPage() {
  const actor = await currentActor();
  if (!actor) redirect((await signUpTerms()).first ? "/sign-up" : "/sign-in");
  if (highestRole(actor) === "member") redirect("/my-features" as Route);
  const [project] = await listProjects(actor);
  if (!project) notFound();
  redirect(`/projects/${project.key}/flags`);
}
