import { Banner } from "@/components/ui/banner";
import { Card } from "@/components/ui/card";
import { CodeBlock } from "@/components/ui/code";
import type { NewKey } from "@/lib/keys/schema";
import { placeholder, snippetsFor, type Technology, technologies } from "./snippets";

/** The code for one technology, file by file. */
export function SnippetCard({
  technology,
  origin,
  flag,
  made,
}: {
  technology: Technology;
  origin: string;
  flag: string;
  made: NewKey | null;
}) {
  const snippets = snippetsFor(technology, { origin, flag, made });
  const { name, hint } = technologies.find(({ key }) => key === technology) ?? {};
  const blank = snippets.some(({ code }) => code.includes(placeholder));
  return (
    <Card title={name} description={hint}>
      <div className="flex flex-col gap-4">
        <p>
          {blank && `Replace ${placeholder} with a key’s token. `}
          The user u-17 is an example: send what your app calls its user.
        </p>
        {made?.requireIdentity && technology !== "curl" && (
          <Banner tone="warning">
            This key requires proof of identity: your server works out X-Hoist-Identity, as the curl
            tab shows, and your app sends it along.
          </Banner>
        )}
        {snippets.map((snippet) => (
          <section key={snippet.name} className="min-w-0">
            <h3 className="mb-1 font-mono text-sm text-muted">{snippet.name}</h3>
            <CodeBlock label={snippet.name} code={snippet.code} />
          </section>
        ))}
      </div>
    </Card>
  );
}
