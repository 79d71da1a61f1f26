/** Reads a server-sent event stream as it arrives. */
export class EventStream {
  text = "";
  ended = false;
  #reading: Promise<void>;

  constructor(
    readonly response: Response,
    private readonly abort: AbortController,
  ) {
    this.#reading = this.#read();
  }

  static async open(url: string, headers: Record<string, string> = {}): Promise<EventStream> {
    const abort = new AbortController();
    const response = await fetch(url, { headers, signal: abort.signal });
    return new EventStream(response, abort);
  }

  /** The events so far: ids, and what their data say. */
  get events(): {
    id: string;
    data: { etag: string; keys?: string[]; [member: string]: unknown };
  }[] {
    return this.text
      .split("\n\n")
      .map((block) => /^id: (.*)\ndata: (.*)$/.exec(block))
      .filter((match) => match !== null)
      .map(([, id, data]) => ({ id: id ?? "", data: JSON.parse(data ?? "") }));
  }

  /** Waits until it has that many events, or fails after `ms`. */
  async until(count: number, ms = 10_000): Promise<void> {
    await this.#wait(() => this.events.length >= count, ms, `${count} events`);
  }

  async untilEnded(ms: number): Promise<void> {
    await this.#wait(() => this.ended, ms, "the end");
  }

  async close(): Promise<void> {
    this.abort.abort();
    await this.#reading;
  }

  async #wait(done: () => boolean, ms: number, what: string): Promise<void> {
    const end = Date.now() + ms;
    while (!done()) {
      if (Date.now() > end) throw new Error(`Waited for ${what} in vain: ${this.text}`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  async #read(): Promise<void> {
    const decoder = new TextDecoder();
    try {
      for await (const piece of this.response.body ?? [])
        this.text += decoder.decode(piece, { stream: true });
    } catch {
      // Cut off, by us or by the server: both are an end.
    }
    this.ended = true;
  }
}
