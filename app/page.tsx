import { notFound, redirect } from "next/navigation";
import { currentActor } from "@/lib/auth/session";
import { listProjects } from "@/lib/projects/queries";
import { signUpTerms } from "@/lib/users/queries";

/** The start: to the flags of the first project, or to where one gets in. */
export default async function StartPage() {
  const actor = await currentActor();
  if (!actor) redirect((await signUpTerms()).first ? "/sign-up" : "/sign-in");
  const [project] = await listProjects(actor);
  if (!project) notFound();
  redirect(`/projects/${project.key}/flags`);
}
