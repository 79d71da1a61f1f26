import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { SignUpClosed } from "@/components/account/sign-up-closed";
import { SignUpForm } from "@/components/account/sign-up-form";
import { currentActor } from "@/lib/auth/session";
import { signUpTerms } from "@/lib/users/queries";

export const metadata: Metadata = { title: "Sign up" };

export default async function SignUpPage() {
  if (await currentActor()) redirect("/");
  const { first, open, codeNeeded } = await signUpTerms();
  return open ? <SignUpForm first={first} codeNeeded={codeNeeded} /> : <SignUpClosed />;
}
