const name = "hoist-session";

/** Tells the other tabs of this browser who is signed in now; null for nobody. */
export function tellSession(reader: string | null): void {
  const channel = new BroadcastChannel(name);
  channel.postMessage(reader);
  channel.close();
}

/** Hears who is signed in now, from another tab. Returns what ends it. */
export function hearSession(heard: (reader: string | null) => void): () => void {
  const channel = new BroadcastChannel(name);
  channel.onmessage = ({ data }: MessageEvent<string | null>) => heard(data);
  return () => channel.close();
}

/** Nobody is signed in any more: to the sign-in page, which leads back here. */
export function askToSignIn(): void {
  const { pathname, search } = window.location;
  window.location.assign(`/sign-in?from=${encodeURIComponent(pathname + search)}`);
}
