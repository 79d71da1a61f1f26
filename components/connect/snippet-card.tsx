import { Banner } from "@/components/ui/banner";
import { Card } from "@/components/ui/card";
import { CodeBlock } from "@/components/ui/code";
import type { NewKey } from "@/lib/keys/schema";
import { placeholder, type Snippet } from "./snippets/snippet";
import { withKey } from "./snippets/with-key";
import type { Technology } from "./technology";

/** The code for one technology, file by file. */
export function SnippetCard({
  technology,
  snippets,
  origin,
  made,
}: {
  technology: Technology;
  snippets: Snippet[];
  origin: string;
  made: NewKey | null;
}) {
  const filled = withKey(snippets, technology, origin, made);
  const blank = filled.some(({ code }) => code.includes(placeholder));
  return (
    <Card title={technology.name} description={technology.hint}>
      <div className="flex flex-col gap-4">
        <p>
          {blank && `Replace ${placeholder} with a key’s token. `}
          The user u-17 is an example: send what your app calls its user.
        </p>
        {made?.requireIdentity && technology.key !== "curl" && (
          <Banner tone="warning">{proofWords(technology)}</Banner>
        )}
        {filled.map((snippet) => (
          <section key={snippet.name} className="min-w-0">
            <h3 className="mb-1 font-mono text-sm text-muted">{snippet.name}</h3>
            <CodeBlock label={snippet.name} code={snippet.code} />
          </section>
        ))}
      </div>
    </Card>
  );
}

function proofWords({ group }: Technology): string {
  return group === "server"
    ? "This key requires proof of identity, which is for browsers and phones: create a server key for this app instead."
    : "This key requires proof of identity: your server works out X-Hoist-Identity, as the page for curl shows, and your app sends it as a header beside Authorization.";
}
