import clsx from "clsx";

/** A grey place for what is coming; give it the size of the final content. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={clsx("block h-4 animate-pulse rounded-sm bg-hover", className)}
    />
  );
}
