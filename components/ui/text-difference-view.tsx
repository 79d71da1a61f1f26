import clsx from "clsx";
import { ScrollRegion } from "./scroll-region";
import { type Fold, folded, textDifference } from "./text-difference";

const looks = {
  same: { sign: " ", said: "", className: "" },
  gone: { sign: "−", said: "Removed: ", className: "bg-danger-soft text-danger" },
  new: { sign: "+", said: "Added: ", className: "bg-success-soft text-success" },
};

/** What changed between two texts, line by line; long unchanged parts are folded. */
export function TextDifference({
  before,
  after,
  label = "Changes",
}: {
  before: string;
  after: string;
  label?: string;
}) {
  if (before === after) return <p className="text-muted">Nothing differs.</p>;
  const numbered = folded(textDifference(before, after)).map((part, place) => ({ part, place }));
  return (
    <ScrollRegion label={label} className="max-h-96 overflow-y-auto rounded-md border bg-surface">
      <ol className="w-max min-w-full font-mono text-sm">
        {numbered.map(({ part, place }) => (
          <Line key={place} part={part} />
        ))}
      </ol>
    </ScrollRegion>
  );
}

/** The sign says old or new to the eye, a word to assistive technology. */
function Line({ part }: { part: Fold }) {
  if (part.kind === "folded")
    return (
      <li className="border-y bg-subtle px-3 font-sans text-muted first:border-t-0 last:border-b-0">
        {part.count === 1 ? "1 line is the same" : `${part.count} lines are the same`}
      </li>
    );
  const { sign, said, className } = looks[part.kind];
  return (
    <li className={clsx("px-3 whitespace-pre", className)}>
      <span aria-hidden="true" className="select-none">{`${sign} `}</span>
      {said && <span className="sr-only">{said}</span>}
      {part.text}
    </li>
  );
}
