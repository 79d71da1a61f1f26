import { Plus } from "lucide-react";
import { type ReactNode, useId } from "react";
import { Button } from "@/components/ui/button";

/** A part of the plan: its title, what it does, and the button that adds to it. */
export function Part({
  title,
  hint,
  addLabel,
  onAdd,
  className,
  children,
}: {
  title: string;
  hint: string;
  addLabel: string;
  /** Absent where nothing can be added now. */
  onAdd?: (() => void) | undefined;
  className?: string;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={className}>
      <div className="flex flex-wrap items-center justify-between gap-2 px-4 pt-3">
        <div className="min-w-0">
          <h3 id={id} className="font-semibold">
            {title}
          </h3>
          <p className="text-sm text-muted">{hint}</p>
        </div>
        {onAdd && (
          <Button onClick={onAdd}>
            <Plus aria-hidden="true" className="size-4" />
            {addLabel}
          </Button>
        )}
      </div>
      {children}
    </section>
  );
}
