import type { FlagType, Variant } from "@/lib/flags/schema";

/** The flag and environment a toggle is for. */
export type TogglePlace = { project: string; flag: string; environment: string };

/** What a flag can serve. */
export type Choices = { type: FlagType; variants: Variant[] };

/** The variant a boolean flag serves for true or false. */
export function variantFor(variants: Variant[], value: boolean): string {
  return variants.find((variant) => variant.value === value)?.key ?? "";
}
