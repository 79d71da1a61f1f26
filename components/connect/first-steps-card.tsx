"use client";

import { Circle, CircleCheck } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import type { FirstSteps } from "@/lib/projects/schema";
import { type Step, stepsOf } from "./first-steps";
import { useHidden } from "./use-hidden";
import { useKeyUse } from "./use-key-use";

/** What is left to do until an app gets its first flag. Gone when all of it is done, or when hidden. */
export function FirstStepsCard({ project, steps }: { project: string; steps: FirstSteps }) {
  const [hidden, hide] = useHidden(`hoist-first-steps-${project}`);
  const list = stepsOf(project, steps);
  if (hidden || list.every(({ done }) => done)) return null;
  const count = list.filter(({ done }) => done).length;
  return (
    <Card
      className="mb-6"
      title="First steps"
      description={`${count} of ${list.length} done, until your app gets its first flag.`}
      actions={
        <Button size="sm" aria-label="Hide first steps" onClick={hide}>
          Hide
        </Button>
      }
    >
      <ol aria-label="First steps" className="flex flex-wrap gap-x-6 gap-y-2 max-sm:flex-col">
        {list.map((step) => (
          <StepItem key={step.name} step={step} />
        ))}
      </ol>
      {!steps.asked &&
        steps.environments.map((environment) => (
          <Await key={environment} project={project} environment={environment} />
        ))}
    </Card>
  );
}

const look =
  "inline-flex min-h-6 items-center rounded-sm text-left underline underline-offset-4 hover:text-accent";

function StepItem({ step }: { step: Step }) {
  const Icon = step.done ? CircleCheck : Circle;
  return (
    <li className="flex items-center gap-2">
      <Icon
        aria-hidden="true"
        className={step.done ? "size-4 text-success" : "size-4 text-muted"}
      />
      <Link href={step.href as Route} className={look}>
        {step.name}
      </Link>
      <span className="sr-only">{step.done ? "done" : "to do"}</span>
    </li>
  );
}

/** Requests are no changes, so the live page does not hear of the first: this looks for it. */
function Await({ project, environment }: { project: string; environment: string }) {
  const router = useRouter();
  const received = Boolean(useKeyUse(project, environment)?.lastUsedAt);
  useEffect(() => {
    if (received) router.refresh();
  }, [received, router]);
  return null;
}
