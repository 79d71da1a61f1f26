"use client";

import { useState } from "react";
import { NewKeyDialog } from "@/components/keys/new-key-dialog";
import { NewKeyPanel } from "@/components/keys/new-key-panel";
import { Card } from "@/components/ui/card";
import type { KeyUse, NewKey } from "@/lib/keys/schema";
import { RequestIndicator } from "./request-indicator";
import { SnippetCard } from "./snippet-card";
import type { Snippet } from "./snippets/snippet";
import type { Technology } from "./technology";

/** A key, the code that uses it, and whether it has arrived. A key that is made here stands in the code until one leaves. */
export function ConnectEnvironment({
  project,
  environment,
  technology,
  snippets,
  origin,
  use,
  mayMakeKeys,
}: {
  project: string;
  environment: { key: string; name: string };
  technology: Technology;
  snippets: Snippet[];
  origin: string;
  use: KeyUse;
  mayMakeKeys: boolean;
}) {
  const [made, setMade] = useState<NewKey | null>(null);
  const [told, setTold] = useState(false);
  const place = { project, environment };
  return (
    <div className="flex flex-col gap-6">
      <Card
        flush
        title={`Key for ${environment.name}`}
        actions={
          mayMakeKeys && (
            <NewKeyDialog
              {...place}
              onMade={(key) => {
                setMade(key);
                setTold(false);
              }}
            />
          )
        }
      >
        {made && !told && (
          <NewKeyPanel key={made.id} made={made} origin={origin} onDone={() => setTold(true)} />
        )}
        <p className="border-b p-4 text-muted">{keyWords(use.keys, mayMakeKeys, made)}</p>
        <div className="p-4">
          <RequestIndicator {...place} first={use} />
        </div>
      </Card>
      <SnippetCard technology={technology} snippets={snippets} origin={origin} made={made} />
    </div>
  );
}

function keyWords(keys: number, mayMakeKeys: boolean, made: NewKey | null): string {
  if (made) return `The code below uses the key “${made.name}” until you leave this page.`;
  if (!mayMakeKeys)
    return "An administrator makes keys and hands you a token. It is shown only once.";
  if (keys === 0) return "Apps ask with a key. Create one, and the code below works as it is.";
  return "Tokens are shown only once. Use one that you have, or create a key for this app.";
}
