"use client";

import { counted } from "@/components/ui/counted";
import { Skeleton } from "@/components/ui/skeleton";
import type { StatePreview } from "@/lib/flags/schema/preview";
import type { Plan } from "@/lib/history/state-changes";
import { useVoice } from "./known";
import { unknownWords } from "./unknown-words";
import { type PreviewPlace, useEffectOnUsers } from "./use-effect-on-users";

const number = (count: number) => count.toLocaleString("en");

/** Who would get something else, of the users that Hoist knows and of what apps sent: now, and whenever the plan changes by itself. */
export function EffectOnUsers({ place, plan }: { place: PreviewPlace; plan: Plan }) {
  const { preview, failed } = useEffectOnUsers(place, plan);
  return (
    <section aria-label="Who gets something else" className="rounded-md border px-3 py-2">
      <h3 className="font-semibold">Who gets something else</h3>
      {failed && (
        <p className="text-muted">This could not be counted. Saving works all the same.</p>
      )}
      {!failed && !preview && <Skeleton className="my-1 h-10 w-full" />}
      <div role="status">{preview && <Effect preview={preview} />}</div>
    </section>
  );
}

function Effect({ preview }: { preview: StatePreview }) {
  const { time } = useVoice();
  const { evaluated, moments, first, traffic } = preview;
  return (
    <>
      <ul className="mt-1">
        {moments.map(({ at, changed }, index) => (
          <li key={at ?? "now"}>
            {at === null ? "Now" : `From ${time(at)}`}: <strong>{number(changed)}</strong> of{" "}
            {counted(evaluated, "known user")}
            {traffic && traffic.contexts > 0 && (
              <>
                , <strong>{number(traffic.changed[index] ?? 0)}</strong> of{" "}
                {counted(traffic.contexts, "context")} seen
              </>
            )}
          </li>
        ))}
      </ul>
      {first.length > 0 && (
        <ul aria-label="First of them" className="mt-2 flex flex-wrap gap-1.5">
          {first.map(({ username, before, after }) => (
            <li key={username} className="max-w-full rounded-sm border px-1.5 text-sm break-words">
              {username}: {before} → {after}
            </li>
          ))}
        </ul>
      )}
      <div className="mt-2 flex flex-col gap-1 text-sm text-muted">
        {unknownWords(preview).map((sentence) => (
          <p key={sentence} className="break-words">
            {sentence}
          </p>
        ))}
      </div>
    </>
  );
}
