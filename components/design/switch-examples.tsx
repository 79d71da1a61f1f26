"use client";

import { useState } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { Switch } from "@/components/ui/switch";
import { SwitchSubmit } from "@/components/ui/switch-submit";
import { Example, Row } from "./example";

const nothing = () => {};

/** On and off. */
export function SwitchExamples() {
  const [on, setOn] = useState(true);
  const [posted, setPosted] = useState(false);
  return (
    <Example title="Switches">
      <Row label="switch">
        <Switch label="new-checkout in Production" checked={on} onCheckedChange={setOn} />
        <Switch label="Off" checked={false} onCheckedChange={nothing} />
        <Switch label="On its way" checked busy onCheckedChange={nothing} />
        <Switch label="On, locked" checked disabled onCheckedChange={nothing} />
        <Switch label="Off, locked" checked={false} disabled onCheckedChange={nothing} />
      </Row>
      <Row label="in a form">
        <form
          action={async (form) => {
            await new Promise((resolve) => setTimeout(resolve, 500));
            setPosted(form.get("enabled") === "true");
          }}
        >
          <SwitchSubmit label="Posted" name="enabled" checked={posted} />
        </form>
      </Row>
      <Row label="checkbox">
        <Checkbox label="Client apps may have it" defaultChecked />
        <Checkbox label="Signed-in users may toggle it" hint="Each for themselves." />
        <Checkbox label="Not yours to change" disabled />
      </Row>
    </Example>
  );
}
