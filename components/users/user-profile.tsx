import { RolesCard } from "@/components/memberships/roles-card";
import { KeptTextPanel } from "@/components/shell/kept-text-panel";
import { Card } from "@/components/ui/card";
import { JsonView } from "@/components/ui/json-view";
import { RelativeTime } from "@/components/ui/relative-time";
import type { ProjectRole } from "@/lib/memberships/schema";
import type { UserView } from "@/lib/users/schema";
import { AccountCards } from "./account-cards";
import { AttributesForm } from "./attributes-form";
import { ConfirmUser } from "./confirm-user";
import { TargetingKeyForm } from "./targeting-key-form";

/** What the reader of a profile may do with it. */
export type ProfileAccess = { describe: boolean; administer: boolean; self: boolean };

/** What is known of a person, and what may be done about it. */
export function UserProfile({
  project,
  user,
  roles,
  configurations,
  access,
}: {
  project: string;
  user: UserView;
  roles: ProjectRole[];
  /** How many values they keep. */
  configurations: number;
  access: ProfileAccess;
}) {
  return (
    <div className="flex max-w-3xl flex-col gap-6">
      {!user.confirmed && (
        <Card
          title="Not confirmed yet"
          actions={<ConfirmUser username={user.username} disabled={!access.describe} />}
        >
          <p className="text-muted">
            This person signed up without an invitation. Until somebody confirms the account, its
            configuration and the toggles it set for itself do not reach client apps.
            {!access.describe && " Editors may confirm it; an administrator gives that role."}
          </p>
        </Card>
      )}
      <Facts user={user} configurations={configurations} self={access.self} />
      <Card
        title="Attributes"
        description="What is known of this person, for previews and explanations. Client apps send their own."
        footer={access.describe ? undefined : "Editors may change these."}
      >
        {access.describe ? (
          <AttributesForm user={user} />
        ) : (
          <>
            <KeptTextPanel />
            <JsonView value={user.attributes} label="attributes" />
          </>
        )}
      </Card>
      <RolesCard user={user} roles={roles} mayAdminister={access.administer} />
      {access.administer && (
        <Card title="Targeting key" description="What apps send when they ask for this person.">
          <TargetingKeyForm user={user} />
        </Card>
      )}
      <AccountCards
        project={project}
        user={user}
        mayAdminister={access.administer}
        self={access.self}
      />
    </div>
  );
}

function Facts({
  user,
  configurations,
  self,
}: {
  user: UserView;
  configurations: number;
  self: boolean;
}) {
  const kept = configurations === 1 ? "1 value" : `${configurations} values`;
  const facts: [string, React.ReactNode][] = [
    ["Username", user.username],
    [
      "Targeting key",
      <span key="key" className="font-mono break-all">
        {user.targetingKey}
      </span>,
    ],
    ...(user.email ? [["E-mail", user.email] satisfies [string, string]] : []),
    [
      "Configuration",
      configurations === 0
        ? "None"
        : `${kept} of ${self ? "your" : "their"} own${self ? "" : ", which nobody else sees or changes"}`,
    ],
    ["Known since", <RelativeTime key="created" time={user.createdAt} />],
    ["Changed", <RelativeTime key="updated" time={user.updatedAt} />],
  ];
  return (
    <Card title="Profile" flush>
      <dl className="divide-y divide-line">
        {facts.map(([name, value]) => (
          <div key={name} className="grid gap-x-4 px-4 py-2.5 sm:grid-cols-[10rem_1fr]">
            <dt className="text-muted">{name}</dt>
            <dd className="min-w-0 break-words">{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
