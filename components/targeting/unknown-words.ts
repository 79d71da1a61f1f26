import { counted } from "@/components/ui/counted";
import type { StatePreview } from "@/lib/flags/schema/preview";

/** What a count of people rests on, and what it could not know: a sentence each. */
export function unknownWords(preview: StatePreview): string[] {
  const { asIfOn, users, evaluated, unknown, laterMoments, traffic } = preview;
  return [
    ...(asIfOn ? ["The flag is off here: this is counted as if it were on."] : []),
    ...(users > evaluated
      ? [
          `There are ${counted(users, "user")}; the newest ${evaluated.toLocaleString("en")} were asked.`,
        ]
      : []),
    ...trafficWords(traffic),
    ...unknown.map(attributeWords),
    ...(laterMoments > 0
      ? [`It changes by itself ${counted(laterMoments, "more time")} after that, not counted here.`]
      : []),
  ];
}

function trafficWords(traffic: StatePreview["traffic"]): string[] {
  if (traffic === null)
    return ["What apps send is not known to this console: only known users are counted."];
  const { contexts, isPart, minutes } = traffic;
  const span = minutes >= 60 ? "hour" : minutes === 1 ? "minute" : `${minutes} minutes`;
  if (contexts === 0 && isPart)
    return [
      `What apps sent in the last ${span} was too large to be kept: only known users are counted.`,
    ];
  if (contexts === 0)
    return [`No app has asked here in the last ${span}: only known users are counted.`];
  const what = `Contexts are what apps asked with in the last ${span}, each targeting key once.`;
  return [isPart ? `${what} There were more; a part of them, drawn by lot, is counted.` : what];
}

function attributeWords({ attribute, users, contexts }: StatePreview["unknown"][number]): string {
  const lacking = [
    ...(users > 0 ? [`is not known of ${counted(users, "user")}`] : []),
    ...(contexts > 0 ? [`is missing in ${counted(contexts, "context")}`] : []),
  ];
  const hint = users > 0 ? ": what apps send of it counts then" : "";
  return `${attribute} ${lacking.join(" and ")}${hint}.`;
}
