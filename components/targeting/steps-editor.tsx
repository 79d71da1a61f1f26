"use client";

import { Plus, X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { DateTimeField } from "@/components/ui/date-time-field";
import { LineChart } from "@/components/ui/line-chart";
import { useVoice } from "./known";
import { PercentInput } from "./percent-input";
import { nextStep, rampPoints, rampWords, type Step } from "./ramp";
import { useIds } from "./use-ids";

/** Who has it when: shares over time that only grow, and their chart. */
export function StepsEditor({
  steps,
  onChange,
}: {
  steps: Step[];
  onChange: (steps: Step[]) => void;
}) {
  const { ids, drop } = useIds(steps.length);
  const { time } = useVoice();
  const points = rampPoints(steps);
  const put = (index: number, step: Step) =>
    onChange(steps.map((each, at) => (at === index ? step : each)));
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <div className="min-w-0">
        <ol aria-label="Steps" className="flex flex-col gap-3">
          {steps.map((step, index) => (
            <li key={ids[index]} className="flex flex-wrap items-start gap-x-3 gap-y-1">
              <div className="w-56 max-w-full">
                <DateTimeField
                  label={`From, step ${index + 1}`}
                  defaultValue={step.at}
                  onValueChange={(at) => put(index, { ...step, at })}
                  compact
                />
              </div>
              <div className="flex min-w-56 flex-1 items-center gap-1 sm:pt-6">
                <PercentInput
                  label={`Share of step ${index + 1}`}
                  weight={step.weight}
                  onWeightChange={(weight) => put(index, { ...step, weight })}
                />
                <Button
                  variant="ghost"
                  size="icon"
                  aria-label={`Remove step ${index + 1}`}
                  disabled={steps.length === 1}
                  onClick={() => {
                    drop(index);
                    onChange(steps.filter((_, at) => at !== index));
                  }}
                >
                  <X aria-hidden="true" className="size-4" />
                </Button>
              </div>
            </li>
          ))}
        </ol>
        <Button
          size="sm"
          variant="ghost"
          className="mt-1"
          onClick={() => onChange([...steps, nextStep(steps, Date.now())])}
        >
          <Plus aria-hidden="true" className="size-4" />
          Step
        </Button>
      </div>
      {points.length > 0 && (
        <div className="max-w-lg">
          <LineChart
            label="Share over time"
            summary={rampWords(steps)}
            series={[{ name: "Share", points }]}
            steps
            formatX={(x) => time(new Date(x).toISOString())}
            formatY={(y) => `${y} %`}
            nameX="From"
          />
        </div>
      )}
    </div>
  );
}
