import { Card } from "@/components/ui/card";
import type { UserView } from "@/lib/users/schema";
import { ActiveButton, EraseButton } from "./account-buttons";

/** Whether somebody may sign in, and the end of all that is known of them. */
export function AccountCards({
  project,
  user,
  mayAdminister,
  self,
}: {
  project: string;
  user: UserView;
  mayAdminister: boolean;
  self: boolean;
}) {
  const by = mayAdminister ? "" : " Administrators may do this.";
  return (
    <>
      <Card
        title="Sign-in"
        actions={
          <ActiveButton
            username={user.username}
            active={user.active}
            disabled={!mayAdminister}
            describedBy="active-words"
          />
        }
      >
        <p id="active-words" className="text-muted">
          {user.active
            ? "May sign in, where a password is set. Deactivating ends that; toggles and configuration still reach apps."
            : "Deactivated: cannot sign in. Toggles and configuration still reach apps."}
          {by}
        </p>
      </Card>
      <Card
        title="Erase"
        actions={
          <EraseButton
            project={project}
            username={user.username}
            self={self}
            disabled={!mayAdminister}
            describedBy="erase-words"
          />
        }
      >
        <p id="erase-words" className="text-muted">
          Removes everything personal for good, as a person may ask for. The audit log still proves
          that nothing else was changed.{by}
        </p>
      </Card>
    </>
  );
}
