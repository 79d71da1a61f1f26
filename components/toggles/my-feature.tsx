import { excerpt } from "@/components/flags/excerpt";
import { valueWords } from "@/components/flags/variant-value";
import { Badge } from "@/components/ui/badge";
import { RelativeTime } from "@/components/ui/relative-time";
import type { MyFeature } from "@/lib/toggles/schema";
import { EarlyAccess } from "./early-access";
import type { TogglePlace } from "./types";

/** One feature as the person gets it, and the means to take part early where it offers that. */
export function MyFeatureRow({
  place,
  feature,
  me,
}: {
  place: TogglePlace;
  feature: MyFeature;
  me: { username: string; targetingKey: string };
}) {
  const { name, description, toggle } = feature;
  return (
    <li className="flex flex-col gap-x-6 gap-y-2 px-4 py-3 sm:flex-row sm:items-start sm:justify-between">
      <div className="min-w-0">
        <h3 dir="auto" className="font-medium break-words">
          {name}
        </h3>
        {description && (
          <p dir="auto" className="mt-0.5 max-w-3xl break-words text-muted">
            {excerpt(description, 400)}
          </p>
        )}
        <p className="mt-1 text-sm text-muted">
          You get <span className="font-mono break-all">{inWords(feature)}</span>
          {toggle && <Origin toggle={toggle} me={me.username} />}
        </p>
      </div>
      {feature.selfService && <EarlyAccess place={place} feature={feature} me={me} />}
    </li>
  );
}

function inWords({ type, value }: MyFeature): string {
  if (type === "boolean" && typeof value === "boolean") return value ? "on" : "off";
  return valueWords(value);
}

function Origin({ toggle, me }: { toggle: NonNullable<MyFeature["toggle"]>; me: string }) {
  const by = toggle.creator.username === me ? "you" : (toggle.creator.username ?? "somebody");
  if (toggle.pending) {
    return (
      <>
        , and what you chose once your account is confirmed{" "}
        <Badge tone="warning">waits for confirmation</Badge>
      </>
    );
  }
  return (
    <>
      , chosen by {by} <RelativeTime time={toggle.updatedAt} />
      {toggle.expiresAt && (
        <>
          , ends <RelativeTime time={toggle.expiresAt} />
        </>
      )}
    </>
  );
}
