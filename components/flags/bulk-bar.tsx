"use client";

import { ChevronDown } from "lucide-react";
import { Button } from "@/components/ui/button";
import { counted } from "@/components/ui/counted";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import type { BulkChoice } from "./bulk-words";
import type { Environment } from "./types";

/** What can be done with the selected flags, in the place of the column headings. */
export function BulkBar({
  count,
  total,
  limit,
  waiting,
  environments,
  onChoose,
  onAll,
  onClear,
}: {
  count: number;
  /** How many flags the filters find. */
  total: number;
  /** How many one change takes. */
  limit: number;
  /** More flags are being read, to be selected. */
  waiting: boolean;
  environments: Environment[];
  onChoose: (choice: BulkChoice) => void;
  onAll: () => void;
  onClear: () => void;
}) {
  const most = Math.min(total, limit);
  const tooMany = count > limit;
  // The menu gives focus back to its button before the dialog takes it, so that it returns there.
  const choose = (choice: BulkChoice) => () => setTimeout(onChoose, 0, choice);
  return (
    <section
      aria-label="Change the selected flags"
      className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-1"
    >
      <p role="status" className="min-w-24 font-medium text-ink">
        {waiting ? "Selecting…" : `${count.toLocaleString("en")} selected`}
      </p>
      <Menu label="Switch" trigger={<Opener disabled={tooMany}>Switch</Opener>}>
        {environments.map((environment) => (
          <MenuItem key={environment.key} onSelect={choose({ action: "enable", environment })}>
            On in {environment.name}…
          </MenuItem>
        ))}
        <MenuSeparator />
        {environments.map((environment) => (
          <MenuItem key={environment.key} onSelect={choose({ action: "disable", environment })}>
            Off in {environment.name}…
          </MenuItem>
        ))}
      </Menu>
      <Menu label="Tags" trigger={<Opener disabled={tooMany}>Tags</Opener>}>
        <MenuItem onSelect={choose({ action: "tag" })}>Add a tag…</MenuItem>
        <MenuItem onSelect={choose({ action: "untag" })}>Remove a tag…</MenuItem>
      </Menu>
      <Menu label="Archive" trigger={<Opener disabled={tooMany}>Archive</Opener>}>
        <MenuItem onSelect={choose({ action: "archive" })}>Archive…</MenuItem>
        <MenuItem onSelect={choose({ action: "restore" })}>Restore…</MenuItem>
      </Menu>
      <Button size="sm" variant="ghost" onClick={onClear}>
        Clear selection
      </Button>
      {count < most && (
        <Button size="sm" variant="ghost" pending={waiting} onClick={onAll}>
          {total > limit
            ? `Select the first ${counted(most, "flag")}`
            : `Select all ${counted(most, "flag")}`}
        </Button>
      )}
      {tooMany && <p>One change takes at most {counted(limit, "flag")}: select fewer.</p>}
    </section>
  );
}

function Opener({ children, ...rest }: React.ComponentProps<typeof Button>) {
  return (
    <Button size="sm" {...rest}>
      {children}
      <ChevronDown aria-hidden="true" className="size-4" />
    </Button>
  );
}
