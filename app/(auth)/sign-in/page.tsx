import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { SignInForm } from "@/components/account/sign-in-form";
import { currentActor } from "@/lib/auth/session";
import { signUpTerms } from "@/lib/users/queries";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage() {
  if (await currentActor()) redirect("/");
  const { first, open } = await signUpTerms();
  if (first) redirect("/sign-up");
  return <SignInForm signUpOpen={open} />;
}
