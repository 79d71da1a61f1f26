type Waiting<Ask, Answer> = {
  ask: Ask;
  resolve(answer: Answer): void;
  reject(reason: unknown): void;
};

export type Gathering<Ask, Answer> = {
  /** Answers all of them at once, in order. When it throws, none has an answer. */
  answer(asks: Ask[]): Promise<Answer[]>;
  /** Asks with the same key are never answered at once, but one after the other. */
  keyOf(ask: Ask): string;
};

/** How many are answered at once at the most. */
const most = 64;
/** How many such answers may be under way: while one waits for a lock the others go on. */
const lanes = 3;

/**
 * Answers at once what was asked while others were being answered: a statement for many costs little more than a statement for
 * one. Nobody waits for company: who comes while a lane is free goes alone.
 */
export function gather<Ask, Answer>({ answer, keyOf }: Gathering<Ask, Answer>) {
  let waiting: Waiting<Ask, Answer>[] = [];
  const underWay = new Set<string>();
  let busy = 0;

  function go(): void {
    while (busy < lanes) {
      const group = next();
      if (group.length === 0) return;
      busy++;
      settle(group).finally(() => {
        busy--;
        for (const { ask } of group) underWay.delete(keyOf(ask));
        go();
      });
    }
  }

  /** Those who have waited longest. */
  function next(): Waiting<Ask, Answer>[] {
    const group: Waiting<Ask, Answer>[] = [];
    const rest: Waiting<Ask, Answer>[] = [];
    for (const one of waiting) {
      const key = keyOf(one.ask);
      if (group.length === most || underWay.has(key)) {
        rest.push(one);
        continue;
      }
      underWay.add(key);
      group.push(one);
    }
    waiting = rest;
    return group;
  }

  async function settle(group: Waiting<Ask, Answer>[]): Promise<void> {
    try {
      const answers = await answer(group.map(({ ask }) => ask));
      for (const [n, one] of group.entries()) one.resolve(answers[n] as Answer);
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  }

  return (ask: Ask): Promise<Answer> =>
    new Promise((resolve, reject) => {
      waiting.push({ ask, resolve, reject });
      go();
    });
}
