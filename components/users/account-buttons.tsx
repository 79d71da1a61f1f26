"use client";

import { submit } from "@/components/shell/submit";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { eraseUserAction, setUserActiveAction } from "@/lib/users/actions";

type Props = { username: string; disabled: boolean; describedBy: string };

/** Ends sign-in, or allows it again. */
export function ActiveButton({ active, ...props }: Props & { active: boolean }) {
  const { username, disabled, describedBy } = props;
  const label = active ? "Deactivate" : "Reactivate";
  return (
    <ConfirmDialog
      title={`${label} ${username}?`}
      description={
        active
          ? "Every session and sign-in token of theirs ends, and they cannot sign in. What their apps get stays as it is."
          : "They may sign in again, with the password and the roles they had."
      }
      confirmLabel={label}
      tone={active ? "danger" : "primary"}
      onConfirm={() => submit(setUserActiveAction, { username, active: String(!active) })}
      trigger={
        <Button disabled={disabled} aria-describedby={describedBy}>
          {label}
        </Button>
      }
    />
  );
}

/** Erases a person for good, after their name was typed. */
export function EraseButton({
  project,
  self,
  ...props
}: Props & { project: string; self: boolean }) {
  const { username, disabled, describedBy } = props;
  return (
    <ConfirmDialog
      title={self ? "Erase yourself?" : `Erase ${username}?`}
      description={`${self ? "This is your own account. " : ""}Name, e-mail address, attributes, configuration, toggles, tokens and roles are gone for good, from the audit log too. What they made for others stays, without their name. Nobody can undo this.`}
      confirmLabel="Erase for ever"
      tone="danger"
      typeToConfirm={username}
      onConfirm={() => submit(eraseUserAction, { username, typed: username, project })}
      trigger={
        <Button variant="danger" disabled={disabled} aria-describedby={describedBy}>
          Erase
        </Button>
      }
    />
  );
}
