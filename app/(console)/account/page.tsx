import type { Metadata } from "next";
import { NamesForm } from "@/components/account/names-form";
import { PasswordForm } from "@/components/account/password-form";
import { Profile } from "@/components/account/profile";
import { SignOutEverywhereForm } from "@/components/account/sign-out-everywhere-form";
import { TokenForm } from "@/components/account/token-form";
import { TokenTable } from "@/components/account/token-table";
import { ConfigurationCard } from "@/components/configurations/configuration-card";
import { PageHeader } from "@/components/shell/page-header";
import { ButtonLink } from "@/components/ui/button-link";
import { requireActor } from "@/lib/auth/session";
import { listConfigurations } from "@/lib/configurations/queries";
import { listTokens } from "@/lib/tokens/queries";
import { getMe } from "@/lib/users/queries";

export const metadata: Metadata = { title: "Account" };

/** Without a loading.tsx, whose place only a script would give to the page: all of this works without JavaScript. */
export default async function AccountPage() {
  const actor = await requireActor();
  const [me, tokens, configurations] = await Promise.all([
    getMe(actor),
    listTokens(actor),
    listConfigurations(actor, actor.username ?? ""),
  ]);
  return (
    <>
      <PageHeader
        title="Account"
        description="You, your configuration, your password and your personal tokens."
        actions={<ButtonLink href="/reference">API reference</ButtonLink>}
      />
      <div className="flex max-w-3xl flex-col gap-6">
        <Profile user={me} />
        <NamesForm user={me} />
        <ConfigurationCard configurations={configurations} confirmed={me.confirmed} />
        <TokenForm />
        <TokenTable tokens={tokens} />
        <PasswordForm username={me.username} />
        <SignOutEverywhereForm />
      </div>
    </>
  );
}
