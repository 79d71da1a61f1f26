import type { Metadata, Route } from "next";
import { redirect } from "next/navigation";
import { SignInForm } from "@/components/account/sign-in-form";
import { SignedOut } from "@/components/live/signed-out";
import { type Search, searchOf } from "@/components/shell/address";
import { currentActor } from "@/lib/auth/session";
import { wayBack } from "@/lib/auth/way-back";
import { signUpTerms } from "@/lib/users/queries";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: { searchParams: Promise<Search> }) {
  const from = wayBack(searchOf(await searchParams).from);
  if (await currentActor()) redirect((from ?? "/") as Route);
  const { first, open } = await signUpTerms();
  if (first) redirect("/sign-up");
  return (
    <>
      <SignedOut />
      <SignInForm signUpOpen={open} from={from} />
    </>
  );
}
