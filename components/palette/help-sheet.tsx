"use client";

import { Dialog } from "@/components/ui/dialog";
import { shortcutHelp } from "./shortcuts";

/** Every shortcut with what it does. */
export function HelpSheet({
  onClose,
  readsFlags,
  paletteKeys,
}: {
  onClose: () => void;
  readsFlags: boolean;
  paletteKeys: string[];
}) {
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Keyboard shortcuts"
      description="They rest while you type."
    >
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-6 gap-y-2">
        {[
          { keys: paletteKeys, words: "Find or do anything", readers: false },
          { keys: [paletteKeys[0] ?? "Ctrl", "Z"], words: "Undo, while it is offered" },
          ...shortcutHelp,
        ]
          .filter(({ readers }) => readsFlags || !readers)
          .map(({ keys, words }) => (
            <div key={words} className="contents">
              <dt className="flex gap-1">
                {keys.map((key) => (
                  <kbd
                    key={key}
                    className="rounded-sm border border-line-strong bg-subtle px-1.5 font-mono text-sm"
                  >
                    {key}
                  </kbd>
                ))}
              </dt>
              <dd>{words}</dd>
            </div>
          ))}
      </dl>
    </Dialog>
  );
}
