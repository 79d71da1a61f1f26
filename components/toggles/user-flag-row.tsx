import { FlagName } from "@/components/flags/flag-name";
import type { ExplainedFlag } from "@/lib/toggles/schema";
import type { TogglePlace } from "./types";
import { UserFlagControls, type Whose } from "./user-flag-controls";
import { UserValue } from "./user-value";

/** What one person gets of one flag, why, and the means to change it. */
export function UserFlagRow({
  place,
  flag,
  whose,
}: {
  place: TogglePlace;
  flag: ExplainedFlag;
  whose: Whose;
}) {
  return (
    <li className="flex flex-col gap-x-4 gap-y-2 px-4 py-2.5 hover:bg-subtle md:grid md:grid-cols-[minmax(0,5fr)_minmax(0,5fr)_minmax(13rem,4fr)] md:items-center">
      <FlagName project={place.project} environment={place.environment} flag={flag} />
      <UserValue flag={flag} />
      <div className="flex flex-wrap items-center gap-3 md:justify-end">
        <UserFlagControls place={place} flag={flag} whose={whose} />
      </div>
    </li>
  );
}
