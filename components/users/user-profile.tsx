import { Card } from "@/components/ui/card";
import { JsonView } from "@/components/ui/json-view";
import { RelativeTime } from "@/components/ui/relative-time";
import type { UserView } from "@/lib/users/schema";
import { ConfirmUser } from "./confirm-user";

/** What is known of a person. */
export function UserProfile({ user, mayConfirm }: { user: UserView; mayConfirm: boolean }) {
  const facts: [string, React.ReactNode][] = [
    ["Username", user.username],
    [
      "Targeting key",
      <span key="key" className="font-mono break-all">
        {user.targetingKey}
      </span>,
    ],
    ...(user.email ? [["E-mail", user.email] satisfies [string, string]] : []),
    ["Role", user.role],
    ["Sign-in", user.active ? "May sign in, where a password is set" : "Deactivated"],
    ["Known since", <RelativeTime key="created" time={user.createdAt} />],
    ["Changed", <RelativeTime key="updated" time={user.updatedAt} />],
  ];
  return (
    <div className="flex max-w-3xl flex-col gap-6">
      {!user.confirmed && (
        <Card
          title="Not confirmed yet"
          actions={<ConfirmUser username={user.username} disabled={!mayConfirm} />}
        >
          <p className="text-muted">
            This person signed up without an invitation. Until somebody confirms the account, its
            configuration and the toggles it set for itself do not reach client apps.
            {!mayConfirm && " Editors may confirm it; an administrator gives that role."}
          </p>
        </Card>
      )}
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
      <Card
        title="Attributes"
        description="What is known of this person, for previews and explanations. Client apps send their own."
      >
        {Object.keys(user.attributes).length === 0 ? (
          <p className="text-muted">Nothing is known.</p>
        ) : (
          <JsonView value={user.attributes} label="attributes" />
        )}
      </Card>
    </div>
  );
}
