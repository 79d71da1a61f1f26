import fc from "fast-check";
import { expect, it } from "vitest";
import type { Flag } from "./state";
import { type StoredToggle, Toggles } from "./toggles";

const flags = ["f", "g", "h"].map((key) => ({ key }) as unknown as Flag);

/** What toggles are, kept in the plainest way. */
class Model {
  toggles: StoredToggle[] = [];

  put(toggle: StoredToggle): void {
    this.remove(toggle.user, toggle.flag);
    this.toggles.push(toggle);
  }

  remove(user: number, flag: Flag): void {
    this.toggles = this.toggles.filter((one) => one.user !== user || one.flag !== flag);
  }
}

type Step =
  | { do: "put"; user: number; flag: number; variant: string; expiresAt: number | null }
  | { do: "remove"; user: number; flag: number }
  | { do: "removeFlag"; flag: number }
  | { do: "expire"; by: number }
  | { do: "turnBack"; by: number };

const user = fc.oneof(fc.nat({ max: 4 }), fc.nat({ max: 200 }));
const flag = fc.nat({ max: flags.length - 1 });
const variant = fc.constantFrom("on", "off");
const expiresAt = fc.option(fc.nat({ max: 1_000 }));
const by = fc.nat({ max: 300 });
const put = fc.record({ do: fc.constant("put" as const), user, flag, variant, expiresAt });
const step: fc.Arbitrary<Step> = fc.oneof(
  ...[put, put, put],
  fc.record({ do: fc.constant("remove" as const), user, flag }),
  fc.record({ do: fc.constant("removeFlag" as const), flag }),
  fc.record({ do: fc.constant("expire" as const), by }),
  fc.record({ do: fc.constant("turnBack" as const), by }),
);

it("are what was put and not removed since, and each expires once, also when the clock is set back", () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 60, maxLength: 200 }), (steps) => {
      const toggles = new Toggles();
      const model = new Model();
      let now = 0;
      /** Those that have not been told as expired. */
      let pending = new Set<StoredToggle>();
      for (const one of steps) {
        if (one.do === "put") {
          const selfService = one.user % 2 === 0;
          const toggle = { ...one, flag: flags[one.flag]!, selfService };
          const { do: _, ...stored } = toggle;
          model.put(stored);
          toggles.put(stored, now);
          if (stored.expiresAt !== null && stored.expiresAt > now) pending.add(stored);
        } else if (one.do === "remove") {
          model.remove(one.user, flags[one.flag]!);
          toggles.remove(one.user, flags[one.flag]!);
        } else if (one.do === "removeFlag") {
          model.toggles = model.toggles.filter(({ flag }) => flag !== flags[one.flag]);
          toggles.removeFlag(flags[one.flag]!);
        } else if (one.do === "expire") {
          now += one.by;
          const due = model.toggles.filter((it) => pending.has(it) && it.expiresAt! <= now);
          for (const toggle of due) pending.delete(toggle);
          expect(sorted(toggles.expire(now))).toEqual(sorted(due));
        } else {
          const was = now;
          now = Math.max(0, now - one.by);
          const ends = ({ expiresAt }: StoredToggle) => expiresAt ?? 0;
          const back = model.toggles.filter((it) => ends(it) > now && ends(it) <= was);
          expect(sorted(toggles.revive(now, was))).toEqual(sorted(back));
          pending = new Set(model.toggles.filter((it) => ends(it) > now));
        }
        expect(sorted(toggles.all())).toEqual(sorted(model.toggles));
        const somebody = "user" in one ? one.user : 7;
        expect(toggles.of(somebody)).toEqual(model.toggles.filter(({ user }) => user === somebody));
      }
    }),
    { numRuns: 200 },
  );
}, 30_000);

function sorted(toggles: Iterable<StoredToggle>): StoredToggle[] {
  const name = ({ user, flag }: StoredToggle) => `${user} ${flag.key}`;
  return [...toggles].sort((a, b) => (name(a) < name(b) ? -1 : 1));
}
