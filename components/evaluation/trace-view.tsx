"use client";

import clsx from "clsx";
import { Check, Minus, X } from "lucide-react";
import { useVoice } from "@/components/targeting/known";
import { Sentence } from "@/components/targeting/sentence";
import { Badge } from "@/components/ui/badge";
import type { Step } from "@/lib/evaluation/trace";
import { type Line, linesOf } from "./trace-words";

/** Every step of an evaluation in words, what was asked below it, and which one decided. */
export function TraceView({ steps, answered }: { steps: Step[]; answered: boolean }) {
  const lines = linesOf(steps, useVoice(), answered);
  return (
    <ol aria-label="Steps" className="flex flex-col gap-3">
      {numbered(lines).map(({ id, line }) => (
        <TraceLine key={id} line={line} />
      ))}
    </ol>
  );
}

function TraceLine({ line: { words, outcome, decided, parts } }: { line: Line }) {
  return (
    <li className="flex gap-2">
      <Mark outcome={outcome} />
      <div className="min-w-0 flex-1">
        <p className={clsx("break-words", decided && "font-medium")}>
          <Sentence words={words} />
          {decided && (
            <>
              {" "}
              <Badge tone="accent">Decided</Badge>
            </>
          )}
        </p>
        {parts.length > 0 && (
          <ul className="mt-1.5 flex flex-col gap-1.5 text-sm">
            {numbered(parts).map(({ id, line }) => (
              <TraceLine key={id} line={line} />
            ))}
          </ul>
        )}
      </div>
    </li>
  );
}

function Mark({ outcome }: { outcome: boolean | null }) {
  const look = "mt-0.5 size-4 shrink-0";
  if (outcome === null) return <Minus aria-hidden="true" className={clsx(look, "text-muted")} />;
  return outcome ? (
    <Check aria-label="Yes:" className={clsx(look, "text-success")} />
  ) : (
    <X aria-label="No:" className={clsx(look, "text-muted")} />
  );
}

/** A trace does not change while it is shown: its places are identity enough. */
function numbered(lines: Line[]) {
  return lines.map((line, at) => ({ id: String(at), line }));
}
