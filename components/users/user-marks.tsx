import { Badge } from "@/components/ui/badge";
import type { UserView } from "@/lib/users/schema";

/** What is not as usual about an account. */
export function UserMarks({ user }: { user: Pick<UserView, "active" | "confirmed"> }) {
  return (
    <>
      {!user.active && <Badge tone="danger">deactivated</Badge>}
      {!user.confirmed && <Badge tone="warning">not confirmed</Badge>}
    </>
  );
}
