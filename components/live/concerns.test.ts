import { describe, expect, it } from "vitest";
import type { ChangeEvent } from "@/lib/audit/schema";
import { concerns, markWords } from "./concerns";

const change: ChangeEvent = {
  type: "change",
  action: "flag.enable",
  project: "default",
  environment: "production",
  flag: "new-checkout",
  actor: "sam",
};

describe("a change", () => {
  it.each([
    ["/projects/default/flags", true],
    ["/projects/default/flags/new-checkout", true],
    ["/projects/default/flags/other", false],
    ["/projects/default/users/ada", true],
    ["/projects/other/flags", false],
    ["/my-features", true],
    ["/account", true],
  ])("of a flag concerns %s: %s", (path, yes) => {
    expect(concerns(path, change)).toBe(yes);
  });

  it("of an environment or an account concerns a flag's page too", () => {
    const page = "/projects/default/flags/other";
    expect(concerns(page, { ...change, action: "environment.update", flag: null })).toBe(true);
    expect(concerns(page, { ...change, action: "user.update", flag: null, project: null })).toBe(
      true,
    );
  });

  it("is looked up by names as they are, not as an address writes them", () => {
    expect(concerns("/projects/a%2Fb/flags", { ...change, project: "a/b" })).toBe(true);
    expect(concerns("/projects/%E0%A4%A/flags", change)).toBe(false);
  });

  it("is marked with who made it, and of what where that is not plain", () => {
    expect(markWords("/projects/default/flags/new-checkout", change)).toBe(
      "Changed by sam just now",
    );
    expect(markWords("/projects/default/flags", change)).toBe(
      "new-checkout changed by sam just now",
    );
  });

  it.each([
    ["/projects/default/flags/new-checkout", "user.create", null],
    ["/projects/default/flags", "user.update", null],
    ["/projects/default/flags/new-checkout", "key.create", null],
    ["/projects/default/flags/new-checkout", "segment.update", "A segment"],
    ["/projects/default/flags", "segment.update", null],
    ["/projects/default/flags", "environment.update", "An environment"],
    ["/projects/default/environments", "key.revoke", "A key"],
    ["/projects/default/users", "user.create", "An account"],
    ["/projects/default/members", "membership.put", "A role"],
    ["/projects/default/users/ada", "configuration.put", "A configuration"],
    ["/my-features", "user.create", null],
  ])("of no flag is marked on %s: %s, %s", (path, action, what) => {
    const words = markWords(path, { ...change, action, flag: null });
    expect(words).toBe(what && `${what} changed by sam just now`);
  });
});
