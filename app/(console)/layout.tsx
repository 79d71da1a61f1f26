import { headers } from "next/headers";
import type { ReactNode } from "react";
import { Live } from "@/components/live/live";
import { paletteKeys } from "@/components/palette/shortcuts";
import { AppShell } from "@/components/shell/app-shell";
import { SignOut } from "@/components/shell/sign-out";
import { lastSequence } from "@/lib/audit/queries/changes";
import { highestRole } from "@/lib/auth/role";
import { requireActor } from "@/lib/auth/session";
import { listProjects } from "@/lib/projects/queries";

/** Everything signed-in people see. The gate here is a courtesy: queries and mutations decide. */
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const actor = await requireActor();
  // Read before the page is, so that nothing falls between what it shows and what it hears.
  const since = String(await lastSequence());
  const user = { username: actor.username ?? "", role: highestRole(actor) };
  return (
    <AppShell
      user={user}
      projects={await listProjects(actor)}
      // Known from the request, so that the hint is right in the first bytes.
      paletteKeys={paletteKeys((await headers()).get("user-agent"))}
      signOut={<SignOut />}
      live={<Live reader={user.username} since={since} />}
    >
      {children}
    </AppShell>
  );
}
