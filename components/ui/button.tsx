"use client";

import clsx from "clsx";
import type { ComponentProps } from "react";
import { type ButtonSize, type ButtonVariant, buttonClass } from "./button-class";
import { Waiting } from "./waiting";

export type ButtonProps = ComponentProps<"button"> & {
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** Work is under way: clicks are ignored, focus stays, a spinner appears after 300 ms. */
  pending?: boolean;
};

/** A button; `type="button"` unless said. An icon button (`size="icon"`) needs an `aria-label`. */
export function Button({
  variant,
  size,
  pending = false,
  type = "button",
  className,
  onClick,
  children,
  ...rest
}: ButtonProps) {
  return (
    <button
      type={type}
      className={clsx(buttonClass(variant, size), className)}
      aria-busy={pending || undefined}
      aria-disabled={pending || undefined}
      onClick={pending ? (event) => event.preventDefault() : onClick}
      {...rest}
    >
      {pending && <Waiting />}
      {children}
    </button>
  );
}
