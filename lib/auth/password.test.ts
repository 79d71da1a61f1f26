import { expect, test } from "vitest";
import { isCommonPassword } from "@/lib/auth/common-passwords";
import { assertUncommon, hashPassword, nobodysHash, verifyPassword } from "@/lib/auth/password";
import { Refusal } from "@/lib/errors";

test("a password hash is argon2id and verifies that password alone", async () => {
  const hash = await hashPassword("quiet harbour lamp");
  expect(hash).toMatch(/^\$argon2id\$/);
  expect(await verifyPassword(hash, "quiet harbour lamp")).toBe(true);
  expect(await verifyPassword(hash, "quiet harbour lamps")).toBe(false);
});

test("a password typed with composed or decomposed accents is the same", async () => {
  const hash = await hashPassword("caf\u00e9 at the harbour");
  expect(await verifyPassword(hash, "cafe\u0301 at the harbour")).toBe(true);
});

test("an account without a hash is refused at the cost of a real one", async () => {
  expect(await verifyPassword(null, "quiet harbour lamp")).toBe(false);
  const cost = (hash: string) => hash.split("$").slice(1, 4).join("$");
  expect(cost(nobodysHash)).toBe(cost(await hashPassword("quiet harbour lamp")));
});

test.each([
  "password1234",
  "Password1234!",
  "P@ssw0rd1234",
  "passwordpassword",
  "administrator",
  "letmein12345",
  "qwertyuiop123",
  "1q2w3e4r5t6y",
  "123456789012",
  "210987654321",
  "abcdefghijkl",
  "aaaaaaaaaaaa",
  "abcabcabcabc",
  "asdfghjkl123",
  "iloveyou1234",
  "welcome12345",
  "qwerty123456",
  "1qaz2wsx3edc",
  "monkeymonkey",
])("the common password %s is refused", (password) => {
  expect(isCommonPassword(password)).toBe(true);
});

test.each([
  "quiet harbour lamp",
  "correct-horse-battery",
  "xK9#mQ2$vL7@",
  "a-long-password-1",
  "ada-password-one",
  "Sup3r-secret-pw!",
  "839201748372",
  "my dog likes 7 cats",
])("the password %s is taken", (password) => {
  expect(isCommonPassword(password)).toBe(false);
});

test("one's own username, e-mail address and its first part are no passwords", () => {
  const names = { username: "ada.lovelace", email: "countess.ada1815@example.com" };
  for (const own of ["Ada.Lovelace", "countess.ada1815@example.com", "Countess.Ada1815"]) {
    expect(() => assertUncommon(own, names)).toThrow(Refusal);
  }
  expect(() => assertUncommon("ada.lovelace and more", names)).not.toThrow();
});
