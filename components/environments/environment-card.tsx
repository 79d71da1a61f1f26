"use client";

import { Lock } from "lucide-react";
import { useState } from "react";
import { KeyTable } from "@/components/keys/key-table";
import { NewKeyDialog } from "@/components/keys/new-key-dialog";
import { NewKeyPanel } from "@/components/keys/new-key-panel";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { Code } from "@/components/ui/code";
import type { EnvironmentView } from "@/lib/environments/schema";
import type { KeyView, NewKey } from "@/lib/keys/schema";
import { EditEnvironmentDialog } from "./edit-environment-dialog";

/** One environment; `keys` is null for whoever may not see them. */
export function EnvironmentCard({
  project,
  environment,
  keys,
  origin,
}: {
  project: string;
  environment: EnvironmentView;
  keys: KeyView[] | null;
  origin: string;
}) {
  const [made, setMade] = useState<NewKey | null>(null);
  const whole = "version" in environment ? environment : null;
  return (
    <Card
      flush
      title={
        <span className="inline-flex flex-wrap items-center gap-2">
          {environment.name} <Code className="font-normal">{environment.key}</Code>
          {whole?.protected && (
            <Badge tone="warning">
              <Lock aria-hidden="true" />
              Protected
            </Badge>
          )}
        </span>
      }
      actions={
        keys &&
        whole && (
          <>
            <EditEnvironmentDialog project={project} environment={whole} />
            <NewKeyDialog project={project} environment={environment} onMade={setMade} />
          </>
        )
      }
    >
      {made && (
        <NewKeyPanel key={made.id} made={made} origin={origin} onDone={() => setMade(null)} />
      )}
      {keys === null && <p className="p-4 text-muted">Administrators see and create its keys.</p>}
      {keys?.length === 0 && !made && (
        <p className="p-4 text-muted">
          No app can read {environment.name} yet. Create a key, and you get a command that polls
          with it.
        </p>
      )}
      {keys && keys.length > 0 && (
        <KeyTable project={project} environment={environment} keys={keys} />
      )}
    </Card>
  );
}
