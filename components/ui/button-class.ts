import clsx from "clsx";

export type ButtonVariant = "primary" | "secondary" | "ghost" | "danger";
export type ButtonSize = "sm" | "md" | "icon";

const variants: Record<ButtonVariant, string> = {
  primary:
    "border-transparent bg-accent-solid text-on-solid enabled:hover:bg-accent-strong [a&]:hover:bg-accent-strong",
  secondary: "border-line-strong bg-surface text-ink enabled:hover:bg-hover [a&]:hover:bg-hover",
  ghost:
    "border-transparent bg-transparent text-ink enabled:hover:bg-hover [a&]:hover:bg-hover data-[state=open]:bg-hover",
  danger:
    "border-transparent bg-danger-solid text-on-solid enabled:hover:bg-danger-strong [a&]:hover:bg-danger-strong",
};

const sizes: Record<ButtonSize, string> = {
  sm: "h-7 px-2 text-sm pointer-coarse:h-10",
  md: "h-8 px-3 pointer-coarse:h-11",
  icon: "size-8 pointer-coarse:size-11",
};

/** The looks of a button, for elements that are not our Button (a link, a file input's label). */
export function buttonClass(variant: ButtonVariant = "secondary", size: ButtonSize = "md"): string {
  return clsx(
    "inline-flex shrink-0 items-center justify-center gap-2 rounded-md border font-medium whitespace-nowrap",
    // Disabled keeps its contrast: the dashed outline and the cursor say it, not pale text.
    "disabled:border-dashed disabled:border-control disabled:bg-subtle disabled:text-muted disabled:cursor-not-allowed",
    "aria-disabled:cursor-progress",
    variants[variant],
    sizes[size],
  );
}
