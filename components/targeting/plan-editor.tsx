"use client";

import { useEffect, useRef, useState } from "react";
import { useChangedBy } from "@/components/live/changes";
import { EditConflict } from "@/components/live/edit-conflict";
import { Card } from "@/components/ui/card";
import { HydratedFields } from "@/components/ui/hydrated-fields";
import { toast } from "@/components/ui/toast";
import { textOf } from "@/lib/history/serve-words";
import { type Plan, planChanges } from "@/lib/history/state-changes";
import { DefaultPart } from "./default-part";
import { DraftBar } from "./draft-bar";
import { type Known, KnownProvider, useVoice } from "./known";
import { type PlanPart, planProblems } from "./plan";
import { PrerequisitesPart } from "./prerequisites-part";
import { ReviewDialog } from "./review-dialog";
import { RulesPart } from "./rules-part";
import type { Drafting } from "./use-draft";
import { useDraft } from "./use-draft";

type Props = {
  project: string;
  flag: string;
  environment: { key: string; name: string; protected: boolean };
  state: Plan & { version: number };
  known: Known;
  /** Absent: one may only read. */
  mayChange: boolean;
};

/** Who gets what of a flag in one environment: read as sentences, edited as one draft. */
export function PlanEditor({ known, ...props }: Props) {
  return (
    <KnownProvider value={known}>
      <Editor {...props} />
    </KnownProvider>
  );
}

function Editor({ project, flag, environment, state, mayChange }: Omit<Props, "known">) {
  const place = { project, flag, environment: environment.key };
  const drafting = useDraft(`${project}/${flag}/${environment.key}`, state);
  const { draft, dirty, round } = drafting;
  const voice = useVoice();
  const [reviewing, setReviewing] = useState(false);
  const plan = mayChange ? draft.plan : state;
  const problems = planProblems(plan);
  const set = mayChange ? drafting.set : undefined;
  useKeptNotice(dirty, `${flag} in ${environment.name}`);

  return (
    <Card
      title={`Who gets what in ${environment.name}`}
      description="Read it from top to bottom. People with a toggle of their own come first."
      flush
    >
      <Conflict drafting={drafting} state={state} project={project} flag={flag} />
      <HydratedFields key={round}>
        <PrerequisitesPart
          flag={flag}
          prerequisites={plan.prerequisites}
          offVariant={plan.offVariant}
          onChange={set && ((prerequisites) => set({ prerequisites }))}
        />
        <RulesPart
          rules={plan.rules}
          problems={problems}
          onChange={set && ((rules) => set({ rules }))}
        />
        <DefaultPart
          plan={plan}
          problems={problems.flatMap(({ rule, message }) => (rule === null ? [message] : []))}
          onChange={set}
        />
      </HydratedFields>
      {mayChange && dirty && (
        <DraftBar
          changes={Math.max(1, planChanges(draft.base, draft.plan, voice).length)}
          problems={problems.map(({ rule, message }) => {
            const number = draft.plan.rules.findIndex(({ id }) => id === rule) + 1;
            return number > 0 ? `rule ${number}: ${message}` : message;
          })}
          onReview={() => setReviewing(true)}
          onDiscard={drafting.discard}
        />
      )}
      <ReviewDialog
        place={place}
        environment={environment}
        draft={draft}
        open={reviewing && dirty}
        onOpenChange={setReviewing}
        onSaved={() => {
          setReviewing(false);
          drafting.saved();
        }}
      />
    </Card>
  );
}

const labels: Record<PlanPart, string> = {
  prerequisites: "Prerequisites",
  rules: "Rules",
  fallthrough: "When on",
  offVariant: "When off",
};

/** Both versions of what was changed twice, each as what it changes in what both began with. */
function Conflict({
  drafting,
  state,
  project,
  flag,
}: {
  drafting: Drafting;
  state: Plan;
  project: string;
  flag: string;
}) {
  const who = useChangedBy({ project, flag });
  const voice = useVoice();
  const { draft, conflict, keepMine, takeTheirs } = drafting;
  if (conflict.length === 0) return null;
  const told = (part: PlanPart, plan: Plan) =>
    planChanges(draft.base, { ...draft.base, [part]: plan[part] }, voice)
      .map(textOf)
      .join("; ");
  const both = conflict.map((part) => ({
    name: part,
    theirs: told(part, state),
    yours: told(part, draft.plan),
  }));
  return (
    <div className="p-4 pb-0">
      <EditConflict editing={{ conflict: both, keepMine, takeTheirs }} labels={labels} who={who} />
    </div>
  );
}

/** Whoever leaves with a draft is told where it is. */
function useKeptNotice(dirty: boolean, what: string) {
  const latest = useRef(dirty);
  useEffect(() => {
    latest.current = dirty;
  }, [dirty]);
  useEffect(
    () => () => {
      if (latest.current)
        toast.info(`Your changes to ${what} are not saved. They wait for you in this tab.`);
    },
    [what],
  );
}
