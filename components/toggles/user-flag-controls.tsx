import { TraceDrawer } from "@/components/evaluation/trace-drawer";
import type { ExplainedFlag } from "@/lib/toggles/schema";
import { ResetToggle } from "./reset-toggle";
import type { TogglePlace } from "./types";
import { VariantControl } from "./variant-control";

/** Whose flags are shown, and what the reader may do about them. */
export type Whose = {
  targetingKey: string;
  whom: string;
  /** The values are for attributes or a time made up: nothing can be changed by them. */
  isTried: boolean;
  mayToggle: (flag: ExplainedFlag) => boolean;
  mayEnd: boolean;
  me: string | null;
};

/** Why one person gets this of a flag, and the means to change it. */
export function UserFlagControls({
  place,
  flag,
  whose: { targetingKey, whom, isTried, mayToggle, mayEnd, me },
}: {
  place: TogglePlace;
  flag: ExplainedFlag;
  whose: Whose;
}) {
  const { toggle } = flag;
  const mine = toggle !== null && me !== null && toggle.creator.username === me;
  const killed = flag.decidedBy?.kind === "killed";
  return (
    <>
      <TraceDrawer flag={flag} whom={whom} />
      {toggle && !isTried && (
        <ResetToggle
          place={place}
          targetingKey={targetingKey}
          mine={mine}
          disabled={!mine && !mayEnd}
        />
      )}
      {!isTried && (
        <VariantControl
          place={place}
          targetingKey={targetingKey}
          choices={flag}
          variant={killed && toggle ? toggle.variant : flag.variant}
          keep={toggle ?? undefined}
          disabled={!mayToggle(flag) || killed}
        />
      )}
    </>
  );
}
