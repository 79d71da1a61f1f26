import { Skeleton } from "@/components/ui/skeleton";

/** What a page looks like before its content, in the measures of that page. Said once to assistive technology. */
export function PageSkeleton({
  label,
  action,
  controls = 1,
  head,
  lines = 2,
  rows = 8,
}: {
  label: string;
  /** A button beside the heading. */
  action?: boolean;
  /** How many fields stand above the list. */
  controls?: number;
  /** A line that names columns. */
  head?: boolean;
  /** How many lines of text a row has. */
  lines?: 1 | 2 | 3;
  rows?: number;
}) {
  return (
    <>
      <p role="status" className="sr-only">
        {label}
      </p>
      <HeadingSkeleton action={action} />
      {controls > 0 && (
        <div className="mb-4 flex flex-wrap gap-2">
          <Skeleton className="h-8 w-full sm:w-72 pointer-coarse:h-11" />
          {numbered(controls - 1).map((control) => (
            <Skeleton
              key={control}
              className="h-8 w-36 max-sm:basis-[calc(50%-0.25rem)] pointer-coarse:h-11"
            />
          ))}
        </div>
      )}
      <div className="rounded-lg border bg-surface">
        {head && <div className="hidden h-9 rounded-t-lg border-b bg-subtle md:block" />}
        <div className="divide-y divide-line">
          {numbered(rows).map((row) => (
            <div key={row} className="flex items-center justify-between gap-4 px-4 py-2.5">
              <div className="flex min-w-0 flex-1 flex-col gap-2">
                <Skeleton className="h-5 w-48 max-w-full" />
                {lines > 1 && <Skeleton className="w-80 max-w-full" />}
                {lines > 2 && <Skeleton className="w-64 max-w-full" />}
              </div>
              <Skeleton className="h-5 w-9 rounded-full" />
            </div>
          ))}
        </div>
      </div>
    </>
  );
}

/** The same for a page of cards. */
export function CardsSkeleton({
  label,
  action,
  cards = 4,
}: {
  label: string;
  action?: boolean;
  cards?: number;
}) {
  return (
    <>
      <p role="status" className="sr-only">
        {label}
      </p>
      <HeadingSkeleton action={action} />
      {numbered(cards).map((card) => (
        <div key={card} className="mb-6 rounded-lg border bg-surface">
          <div className="border-b px-4 py-3.5">
            <Skeleton className="h-5 w-40" />
          </div>
          <div className="flex flex-col gap-2 p-4">
            <Skeleton className="w-80 max-w-full" />
            <Skeleton className="w-56 max-w-full" />
          </div>
        </div>
      ))}
    </>
  );
}

function HeadingSkeleton({ action }: { action?: boolean }) {
  return (
    <div className="mb-6 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className="min-w-0">
        <Skeleton className="h-7 w-40" />
        <Skeleton className="mt-1 h-5 w-80 max-w-full" />
      </div>
      {action && <Skeleton className="h-8 w-28 pointer-coarse:h-11" />}
    </div>
  );
}

const numbered = (count: number) => Array.from({ length: count }, (_, index) => `no-${index}`);
