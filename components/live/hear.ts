import type { ChangeEvent } from "@/lib/audit/schema";

type Told = { id: string; change: ChangeEvent };
type Ears = {
  /** `sequence`: its number in the log. */
  change(change: ChangeEvent, sequence: string): void;
  /** The stream broke off, or is back. */
  away(away: boolean): void;
  /** Something may have been missed. */
  gap(): void;
  /** The session is over. */
  signedOut(): void;
};

const retryAfter = 3_000;
const longAway = 60_000;

/**
 * Hears what is changed, through one stream a browser: the visible tab that holds the lock has it and tells the others.
 * While no tab is visible there is none; the next one goes on from what was heard last. `reader` keeps people who share
 * a browser apart. Returns what ends it.
 */
export function hear(reader: string, since: string, ears: Ears): () => void {
  const name = `hoist-live:${reader}`;
  const channel = new BroadcastChannel(name);
  let last = since;
  let visible: AbortController | null = null;
  let hiddenAt = Date.now();

  const take = ({ id, change }: Told) => {
    last = id;
    ears.change(change, id);
  };
  channel.onmessage = ({ data }: MessageEvent<Told | { away: boolean }>) =>
    "away" in data ? ears.away(data.away) : take(data);
  const tell = (away: boolean) => {
    channel.postMessage({ away });
    ears.away(away);
  };

  /** Has the stream until the tab is hidden. */
  function lead(hidden: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (hidden.aborted) return resolve();
      let source = open();
      let again: ReturnType<typeof setTimeout>;

      function open() {
        const opened = new EventSource(`/api/v1/stream?since=${encodeURIComponent(last)}`);
        opened.onmessage = ({ lastEventId: id, data }) => {
          const told: Told = { id, change: JSON.parse(data) };
          channel.postMessage(told);
          take(told);
        };
        opened.onopen = () => tell(false);
        // What is cut comes back by itself; what is refused does not.
        opened.onerror = () => {
          tell(true);
          if (opened.readyState === EventSource.CLOSED) again = setTimeout(retry, retryAfter);
        };
        return opened;
      }

      async function retry() {
        const answer = await fetch("/api/v1/me").catch(() => null);
        if (hidden.aborted) return;
        if (answer?.status === 401) ears.signedOut();
        else source = open();
      }

      hidden.addEventListener("abort", () => {
        clearTimeout(again);
        source.close();
        resolve();
      });
    });
  }

  function appear() {
    if (visible) return;
    visible = new AbortController();
    const { signal } = visible;
    // Browsers have no locks on plain http: then each visible tab has a stream of its own.
    if (!navigator.locks) void lead(signal);
    else navigator.locks.request(name, { signal }, () => lead(signal)).catch(() => {});
    // A tab that slept may have been told nothing.
    if (Date.now() - hiddenAt > longAway) ears.gap();
  }

  function disappear() {
    hiddenAt = Date.now();
    visible?.abort();
    visible = null;
  }

  const onVisibility = () => (document.visibilityState === "visible" ? appear() : disappear());
  document.addEventListener("visibilitychange", onVisibility);
  onVisibility();
  return () => {
    document.removeEventListener("visibilitychange", onVisibility);
    disappear();
    channel.close();
  };
}
