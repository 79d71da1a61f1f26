import { Card } from "@/components/ui/card";
import type { FlagView } from "@/lib/flags/schema";
import { ArchiveButton, DeleteButton, RestoreButton } from "./retire-buttons";
import { SettingsForm } from "./settings-form";
import type { FlagAccess } from "./types";

/** Everything about a flag that is not its state: words, reach, archive, deletion. */
export function FlagSettings({
  project,
  flag,
  access,
}: {
  project: string;
  flag: FlagView;
  access: FlagAccess;
}) {
  const place = { project, flag: flag.key };
  const archived = flag.archivedAt !== null;
  const creator = flag.creator.username ?? "its creator, an erased user";
  const Retire = archived ? RestoreButton : ArchiveButton;
  return (
    <div className="flex max-w-3xl flex-col gap-6">
      <Card
        title="Settings"
        description={
          access.change ? undefined : "Editors may change these; an administrator gives that role."
        }
      >
        <SettingsForm project={project} flag={flag} disabled={!access.change} />
      </Card>
      <Card
        title={archived ? "Restore" : "Archive"}
        actions={<Retire place={place} disabled={!access.archive} describedBy="retire-words" />}
      >
        <p id="retire-words" className="text-muted">
          {archived
            ? "Archived: client apps do not get this flag."
            : "Takes the flag out of use. Client apps stop getting it; nothing is lost."}
          {!access.archive && ` ${creator} or an administrator may do this.`}
        </p>
      </Card>
      <Card
        title="Delete"
        actions={
          <DeleteButton
            place={place}
            disabled={!access.delete || !archived}
            describedBy="delete-words"
          />
        }
      >
        <p id="delete-words" className="text-muted">
          {access.delete
            ? archived
              ? "Deletes the flag, its states and its toggles for good. The audit log keeps its history."
              : "A flag is deleted only once it is archived."
            : `Only ${creator}, who created it, may delete it, and only once it is archived.`}
        </p>
      </Card>
    </div>
  );
}
