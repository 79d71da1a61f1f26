import { Skeleton } from "@/components/ui/skeleton";

/** What a page looks like before its content: heading, controls, rows. Said once to assistive technology. */
export function PageSkeleton({ label, rows = 8 }: { label: string; rows?: number }) {
  return (
    <>
      <p role="status" className="sr-only">
        {label}
      </p>
      <Skeleton className="h-7 w-40" />
      <Skeleton className="mt-2 mb-6 h-5 w-72 max-w-full" />
      <div className="mb-4 flex flex-wrap gap-2">
        <Skeleton className="h-8 w-72 max-w-full" />
        <Skeleton className="h-8 w-40" />
      </div>
      <div className="divide-y divide-line rounded-lg border bg-surface">
        {Array.from({ length: rows }, (_, row) => `row-${row}`).map((row) => (
          <div key={row} className="flex items-center justify-between gap-4 px-4 py-3">
            <div className="flex min-w-0 flex-1 flex-col gap-2">
              <Skeleton className="w-48 max-w-full" />
              <Skeleton className="w-80 max-w-full" />
            </div>
            <Skeleton className="h-5 w-9 rounded-full" />
          </div>
        ))}
      </div>
    </>
  );
}
