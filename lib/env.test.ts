import { describe, expect, it } from "vitest";
import { parseSettings, WrongSettings } from "./env";

/** The sentences that these variables are refused with; none when they are fine. */
function sentencesFor(environment: Record<string, string>): string[] {
  try {
    parseSettings(environment);
    return [];
  } catch (error) {
    if (error instanceof WrongSettings) return error.sentences;
    throw error;
  }
}

const server = { DATABASE_URL: "postgresql://h@db/h", NEXTAUTH_SECRET: "0123456789abcdef" };

describe("settings", () => {
  it("need nothing for a single machine", () => {
    expect(parseSettings({})).toMatchObject({
      PORT: 3000,
      HOST: "127.0.0.1",
      HOIST_DATA_DIR: ".data",
      HOIST_ROLE: "all",
      HOIST_TRUST_PROXY: 0,
      HOIST_SIGN_UP: "open",
      HOIST_SIGN_UP_ROLE: "member",
      HOIST_LOG_LEVEL: "info",
    });
  });

  it("take an empty value as unset", () => {
    expect(parseSettings({ PORT: "", DATABASE_URL: "", HOIST_ROLE: "" })).toEqual(
      parseSettings({}),
    );
  });

  it("are refused with one sentence for each wrong variable, all at once", () => {
    const sentences = sentencesFor({ PORT: "http", HOIST_ROLE: "both", HOIST_SIGN_UP: "maybe" });
    expect(sentences).toEqual([
      "PORT must be a port number from 0 to 65535.",
      "HOIST_ROLE must be all, read or console.",
      "HOIST_SIGN_UP must be open or closed.",
    ]);
  });

  it.each([
    ["PORT", "65536"],
    ["PORT", "-1"],
    ["PORT", "3000.5"],
    ["DATABASE_URL", "mysql://h@db/h"],
    ["DATABASE_URL", "localhost"],
    ["NEXTAUTH_URL", "hoist.example.com"],
    ["NEXTAUTH_SECRET", "short"],
    ["HOIST_TRUST_PROXY", "true"],
    ["HOIST_SIGN_UP_ROLE", "root"],
    ["HOIST_ADMIN_USERNAME", "a@b"],
    ["HOIST_ADMIN_EMAIL", "nobody"],
    ["HOIST_ADMIN_PASSWORD", "elevenchars"],
    ["HOIST_LOG_LEVEL", "loud"],
    ["HOIST_POLLS_PER_KEY", "many"],
    ["HOIST_STREAMS_PER_ADDRESS", "-1"],
    ["HOIST_STREAMS_PER_KEY", "1e4"],
  ])("name %s when it is %s", (variable, value) => {
    const sentences = sentencesFor({ [variable]: value });
    expect(sentences).toHaveLength(1);
    expect(sentences[0]).toMatch(new RegExp(`^${variable} must [^.]+\\.`));
  });

  it("never repeat a secret in their sentences", () => {
    const password = "hunter2-elf";
    expect(sentencesFor({ HOIST_ADMIN_PASSWORD: password }).join()).not.toContain(password);
  });

  it("want NEXTAUTH_SECRET with DATABASE_URL", () => {
    expect(sentencesFor(server)).toEqual([]);
    expect(sentencesFor({ DATABASE_URL: server.DATABASE_URL })).toEqual([
      expect.stringContaining("NEXTAUTH_SECRET is required with DATABASE_URL"),
    ]);
  });

  it("want DATABASE_URL for a read node", () => {
    expect(sentencesFor({ ...server, HOIST_ROLE: "read" })).toEqual([]);
    expect(sentencesFor({ HOIST_ROLE: "read" })).toEqual([
      expect.stringContaining("HOIST_ROLE=read needs a DATABASE_URL"),
    ]);
  });

  it("want a name and a password for the first admin", () => {
    expect(sentencesFor({ HOIST_ADMIN_USERNAME: "ada" })).toEqual([
      "HOIST_ADMIN_PASSWORD is required with HOIST_ADMIN_USERNAME.",
    ]);
    expect(sentencesFor({ HOIST_ADMIN_PASSWORD: "correct horse battery" })).toEqual([
      "HOIST_ADMIN_USERNAME is required with HOIST_ADMIN_PASSWORD and HOIST_ADMIN_EMAIL.",
    ]);
  });
});
