import { Entrance } from "@/components/account/entrance";
import { ButtonLink } from "@/components/ui/button-link";

export function SignUpClosed() {
  return (
    <Entrance title="Sign-up is closed">
      <p className="text-muted">Ask an administrator of this server for an account.</p>
      <ButtonLink href="/sign-in">Sign in</ButtonLink>
    </Entrance>
  );
}
