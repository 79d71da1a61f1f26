"use client";

import { Flag, List, Plus, Rows3, Trash2 } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { CopyButton } from "@/components/ui/copy-button";
import { Pagination } from "@/components/ui/pagination";
import { Segmented } from "@/components/ui/segmented";
import { Tabs } from "@/components/ui/tabs";
import { Example, Row } from "./example";

const variants = ["primary", "secondary", "ghost", "danger"] as const;

/** What one presses. */
export function ActionExamples() {
  return (
    <>
      <Example title="Buttons">
        {variants.map((variant) => (
          <Row key={variant} label={variant}>
            <Button variant={variant}>
              <Plus aria-hidden="true" className="size-4" />
              New flag
            </Button>
            <Button variant={variant} size="sm">
              Small
            </Button>
            <Button variant={variant} size="icon" aria-label={`Delete, ${variant}`}>
              <Trash2 aria-hidden="true" className="size-4" />
            </Button>
            <Button variant={variant} pending>
              Saving
            </Button>
            <Button variant={variant} disabled>
              Disabled
            </Button>
          </Row>
        ))}
        <Row label="link">
          <ButtonLink href="#main">A link that looks like a button</ButtonLink>
          <CopyButton text="new-checkout" label="Copy key" />
          <CopyButton text="new-checkout" label="Copy key new-checkout" showLabel />
        </Row>
      </Example>
      <Example title="Choices and ways">
        <Choices />
        <Tabs
          label="Parts of an example"
          tabs={[
            { href: "#targeting", label: "Targeting", current: true },
            { href: "#users", label: "Users", current: false, count: 3 },
            { href: "#history", label: "History", current: false },
          ]}
        />
        <Pagination next="#more" summary="50 of 2,000 flags" />
      </Example>
    </>
  );
}

function Choices() {
  const [state, setState] = useState("on");
  const [look, setLook] = useState("list");
  return (
    <Row label="segmented">
      <Segmented
        label="State"
        segments={["on", "off", "killed"].map((value) => ({ value, label: value }))}
        value={state}
        onValueChange={setState}
      />
      <Segmented
        label="Look"
        segments={[
          { value: "list", label: "List", icon: <List aria-hidden="true" className="size-4" /> },
          { value: "rows", label: "Rows", icon: <Rows3 aria-hidden="true" className="size-4" /> },
          { value: "flags", label: "Flags", icon: <Flag aria-hidden="true" className="size-4" /> },
        ]}
        value={look}
        onValueChange={setLook}
      />
    </Row>
  );
}
