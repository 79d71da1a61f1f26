import { LogOut } from "lucide-react";
import { SubmitButton } from "@/components/ui/submit-button";
import { signOutAction } from "@/lib/auth/actions";

/** A plain form: works without JavaScript. */
export function SignOut() {
  return (
    <form action={signOutAction}>
      <SubmitButton variant="ghost" className="w-full justify-start! px-2!">
        <LogOut aria-hidden="true" className="size-4" />
        Sign out
      </SubmitButton>
    </form>
  );
}
