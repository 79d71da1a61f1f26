import { Card } from "@/components/ui/card";
import { lookedUp, type Technology } from "./technologies";

/** What the client behind a technology does and does not do, so that nobody has to find out in production. */
export function ClientCard({ technology: { name, client } }: { technology: Technology }) {
  return (
    <Card
      className="mt-6"
      title={`What to expect from ${name}`}
      description={`As looked up in ${lookedUp}.`}
    >
      <dl className="grid gap-x-6 gap-y-3 sm:grid-cols-[12rem_1fr]">
        {factsOf(client).map(([term, words]) => (
          <div key={term} className="contents">
            <dt className="text-muted max-sm:-mb-2">{term}</dt>
            <dd className="min-w-0 break-words">{words}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

function factsOf({ packages, keptBy, asks, news, away, mind = [], checked }: Technology["client"]) {
  return [
    ["Packages", packages.join(", ") || "None: the code above is all there is"],
    ["Kept by", keptBy],
    ["Asks for", asks],
    ["Hears of changes", news],
    ["Without an answer", away],
    ...mind.map((words) => ["Mind", words]),
    ["Checked", checkedWords[checked]],
  ];
}

const checkedWords = {
  run: "This code runs in Hoist’s tests, against a running Hoist",
  read: "Read in the client’s source, not run by Hoist’s tests",
};
