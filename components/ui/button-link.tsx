import clsx from "clsx";
import type { Route } from "next";
import Link from "next/link";
import type { ComponentProps } from "react";
import { type ButtonSize, type ButtonVariant, buttonClass } from "./button-class";

/** A link that looks like a button. */
export function ButtonLink({
  href,
  variant,
  size,
  className,
  ...rest
}: Omit<ComponentProps<typeof Link>, "href"> & {
  href: string;
  variant?: ButtonVariant;
  size?: ButtonSize;
}) {
  return (
    <Link href={href as Route} className={clsx(buttonClass(variant, size), className)} {...rest} />
  );
}
