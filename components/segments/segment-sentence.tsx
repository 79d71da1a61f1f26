"use client";

import { useVoice } from "@/components/targeting/known";
import { Sentence } from "@/components/targeting/sentence";
import { counted } from "@/components/ui/counted";
import type { Condition } from "@/lib/evaluation/state";
import { conditionWords } from "@/lib/history/condition-words";

type Content = { conditions: Condition; included: string[]; excluded: string[] };

/** Who is in a segment: "If plan is pro; 2 users always, 1 user never." */
export function SegmentSentence({ segment }: { segment: Content }) {
  const voice = useVoice();
  const { conditions, included, excluded } = segment;
  const nobody = "any" in conditions && conditions.any.length === 0;
  const asked = nobody ? [] : conditionWords(conditions, voice);
  const alone = included.length > 0 ? "Only who is named" : "Nobody yet";
  const lead = nobody ? alone : asked.length === 0 ? "Everybody" : "If ";
  const named = [
    included.length > 0 && `${counted(included.length, "user")} always`,
    excluded.length > 0 && `${counted(excluded.length, "user")} never`,
  ].filter(Boolean);
  return (
    <p className="break-words">
      {lead}
      <Sentence words={asked} />
      {named.length > 0 && `; ${named.join(", ")}`}.
    </p>
  );
}
