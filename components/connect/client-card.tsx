import { Card } from "@/components/ui/card";
import { lookedUp } from "./technologies";
import { checks, type Technology } from "./technology";

/** What the client behind a technology does and does not do, so that nobody has to find out in production. */
export function ClientCard({ technology: { name, client } }: { technology: Technology }) {
  return (
    <Card
      className="mt-6"
      title={`What to expect from ${name}`}
      description={`As looked up in ${lookedUp}.`}
    >
      <dl className="grid gap-x-6 gap-y-3 sm:grid-cols-[12rem_1fr]">
        {factsOf(client).map(([term, ...words]) => (
          <div key={term} className="contents">
            <dt className="text-muted max-sm:-mb-2">{term}</dt>
            {words.map((each) => (
              <dd key={each} className="min-w-0 break-words sm:col-start-2">
                {each}
              </dd>
            ))}
          </div>
        ))}
      </dl>
    </Card>
  );
}

type Fact = [term: string, ...words: string[]];

function factsOf({ packages, keptBy, asks, news, away, mind = [], checked }: Technology["client"]) {
  const facts: Fact[] = [
    ["Packages", packages.join(", ") || "None: the code above is all there is"],
    ["Kept by", keptBy],
    ["Asks for", asks],
    ["Hears of changes", news],
    ["Without an answer", away],
    ["Mind", ...mind],
    ["Checked", checks[checked]],
  ];
  return facts.filter(([, ...words]) => words.length > 0);
}
