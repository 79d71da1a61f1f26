"use client";

import { Archive, Copy, MoreHorizontal, Trash2 } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Dialog } from "@/components/ui/dialog";
import { Drawer } from "@/components/ui/drawer";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Menu, MenuItem, MenuLink, MenuSeparator } from "@/components/ui/menu";
import { Popover } from "@/components/ui/popover";
import { Tooltip } from "@/components/ui/tooltip";
import { Example, Row } from "./example";

/** What opens over the page. */
export function OverlayExamples() {
  const [renaming, setRenaming] = useState(false);
  const [last, setLast] = useState("nothing yet");
  return (
    <Example title="Overlays">
      <Row label="modal">
        <Dialog
          title="Rename the flag"
          description="Its key stays."
          trigger={<Button>Open a dialog</Button>}
          open={renaming}
          onOpenChange={setRenaming}
          footer={
            <>
              <Button onClick={() => setRenaming(false)}>Cancel</Button>
              <Button variant="primary" onClick={() => setRenaming(false)}>
                Rename
              </Button>
            </>
          }
        >
          <Field label="Name">
            <Input defaultValue="A better checkout" />
          </Field>
        </Dialog>
        <ConfirmDialog
          title="Delete new-checkout"
          description="Its history stays in the audit log. Its key cannot be used again."
          confirmLabel="Delete flag"
          tone="danger"
          typeToConfirm="new-checkout"
          trigger={<Button variant="danger">Ask first</Button>}
          onConfirm={async () => undefined}
        />
        <Drawer
          title="clara"
          description="What this user gets in Production"
          trigger={<Button>Open a drawer</Button>}
          footer={<Button variant="primary">Toggle a flag</Button>}
        >
          <p>new-checkout is off: toggled, because their checkout is broken.</p>
        </Drawer>
      </Row>
      <Row label="beside a button">
        <Menu
          label="Actions"
          trigger={
            <Button size="icon" aria-label="Actions">
              <MoreHorizontal aria-hidden="true" className="size-4" />
            </Button>
          }
        >
          <MenuItem onSelect={() => setLast("copied")}>
            <Copy aria-hidden="true" />
            Copy key
          </MenuItem>
          <MenuItem disabled onSelect={() => setLast("archived")}>
            <Archive aria-hidden="true" />
            Archive
          </MenuItem>
          <MenuSeparator />
          <MenuItem danger onSelect={() => setLast("deleted")}>
            <Trash2 aria-hidden="true" />
            Delete
          </MenuItem>
          <MenuSeparator />
          <MenuLink href="#history" current>
            History
          </MenuLink>
        </Menu>
        <span className="text-sm text-muted">Chosen: {last}</span>
        <Popover label="Details" trigger={<Button>Open a popover</Button>}>
          <p>Bucket 37.412 is below 50: this user takes part.</p>
        </Popover>
        <Tooltip content="Esc closes it; it comes on hover and on focus.">
          <Button>Has a tooltip</Button>
        </Tooltip>
      </Row>
    </Example>
  );
}
