import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import type { Editing } from "./use-editing";

/** Who changed what nobody else may change. */
export const ownDoing = "You, in another place,";

/** Both versions of what was changed twice, and the choice between them. */
export function EditConflict({
  editing,
  labels,
  who,
}: {
  editing: Pick<Editing<unknown>, "conflict" | "keepMine" | "takeTheirs">;
  /** What the form calls its fields. */
  labels: Record<string, string>;
  /** Who changed it, if that is known. */
  who: string | null;
}) {
  const { conflict, keepMine, takeTheirs } = editing;
  if (!conflict) return null;
  return (
    <Banner tone="warning" title={`${who ?? "Somebody"} changed this while you were editing`} live>
      <dl className="mt-1 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1">
        {conflict.map(({ name, theirs, yours }) => (
          <Both key={name} label={labels[name] ?? name} theirs={theirs} yours={yours} />
        ))}
      </dl>
      <div className="mt-2 flex flex-wrap gap-2">
        <Button size="sm" onClick={keepMine}>
          Keep what I typed
        </Button>
        <Button size="sm" onClick={takeTheirs}>
          Take theirs
        </Button>
      </div>
    </Banner>
  );
}

function Both({ label, theirs, yours }: { label: string; theirs: string; yours: string }) {
  return (
    <>
      <dt className="col-span-2 font-medium">{label}</dt>
      <dt className="text-muted">Theirs</dt>
      <dd className="break-words">{theirs || "empty"}</dd>
      {yours !== theirs && (
        <>
          <dt className="text-muted">Yours</dt>
          <dd className="break-words">{yours || "empty"}</dd>
        </>
      )}
    </>
  );
}
