import { valueWords } from "@/components/flags/variant-value";
import { RelativeTime } from "@/components/ui/relative-time";
import type { ExplainedFlag } from "@/lib/toggles/schema";
import { why } from "./why";

/** What somebody gets of a flag, why, and which attributes nobody knows of them. */
export function UserValue({ flag }: { flag: ExplainedFlag }) {
  const { toggle, unknownAttributes } = flag;
  const words = valueWords(flag.value);
  return (
    <div className="min-w-0">
      <p className="line-clamp-2 font-mono text-sm break-words" title={words}>
        {words}
      </p>
      <p className="text-sm break-words text-muted">
        {why(flag)}
        {toggle && flag.decidedBy?.kind === "toggle" && (
          <>
            {" "}
            by {toggle.creator.username ?? "an erased user"}{" "}
            <RelativeTime time={toggle.updatedAt} />
            {toggle.reason && <>: {toggle.reason}</>}
            {toggle.expiresAt && (
              <>
                , ends <RelativeTime time={toggle.expiresAt} />
              </>
            )}
          </>
        )}
      </p>
      {unknownAttributes.length > 0 && (
        <p className="text-sm break-words text-muted">
          Evaluated without {unknownAttributes.join(", ")}
        </p>
      )}
    </div>
  );
}
