import Link from "next/link";

/** Mark and name; leads to the start page. */
export function Brand() {
  return (
    <Link href="/" className="flex items-center gap-2 rounded-md text-lg font-semibold">
      <svg viewBox="0 0 32 32" aria-hidden="true" className="size-6">
        <rect width="32" height="32" rx="7" className="fill-accent-solid" />
        <path d="M10 6v20" strokeWidth="2.6" strokeLinecap="round" className="stroke-on-solid" />
        <path d="M10 7.5h12.2l-3 4.2 3 4.3H10z" className="fill-on-solid" />
      </svg>
      Hoist
    </Link>
  );
}
