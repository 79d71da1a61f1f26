"use client";

import { Badge } from "@/components/ui/badge";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { RelativeTime } from "@/components/ui/relative-time";
import { Skeleton } from "@/components/ui/skeleton";
import { toast, toastWithUndo } from "@/components/ui/toast";
import { Example, Row } from "./example";

const tones = ["neutral", "accent", "success", "warning", "danger"] as const;

/** What Hoist says. */
export function FeedbackExamples() {
  return (
    <>
      <Example title="Marks and messages">
        <Row label="badges">
          {tones.map((tone) => (
            <Badge key={tone} tone={tone}>
              {tone}
            </Badge>
          ))}
        </Row>
        <Row label="times">
          <RelativeTime time="2026-11-22T18:13:05Z" />
        </Row>
        <Row label="toasts">
          <Button onClick={() => toast.success("The flag is renamed.")}>Done</Button>
          <Button
            onClick={() => toast.error("Another change came first. Look at it and try again.")}
          >
            Refused
          </Button>
          <Button
            onClick={() =>
              toastWithUndo("Production: switched on", () => toast.success("Production: off again"))
            }
          >
            Done, with Undo
          </Button>
        </Row>
        <Banner title="A change is on its way">It is applied on Monday at nine.</Banner>
        <Banner tone="warning" action={<Button size="sm">Restore</Button>}>
          This flag is archived: client apps do not get it.
        </Banner>
        <Banner tone="danger" title="Hoist did not answer">
          See whether the change was made before trying again.
        </Banner>
      </Example>
      <Example title="Places">
        <Card
          title="Production"
          description="What everybody gets"
          actions={<Button size="sm">Edit</Button>}
          footer="Changed by clara"
        >
          Everybody gets on.
        </Card>
        <Card>
          <EmptyState
            title="No flags yet"
            text="A flag is a switch in your app that you hold."
            action={<Button variant="primary">New flag</Button>}
            snippet="curl http://localhost:3000/api/flags"
            snippetLabel="first request"
          />
        </Card>
        <Card title="Waiting">
          <div className="flex flex-col gap-2">
            <Skeleton className="h-7 w-40" />
            <Skeleton className="w-72 max-w-full" />
            <Skeleton className="h-5 w-9 rounded-full" />
          </div>
        </Card>
      </Example>
    </>
  );
}
