import http from "node:http";

/** Somebody who listens at a stream of Hoist's. */
export class Subscriber {
  #heard: (at: number) => void = () => {};

  private constructor(private readonly request: http.ClientRequest) {}

  static open(port: number, key: string): Promise<Subscriber> {
    const headers = { authorization: `Bearer ${key}` };
    return new Promise((resolve, reject) => {
      const request = http.get(
        { port, headers, path: "/api/stream", host: "127.0.0.1" },
        (response) => {
          if (response.statusCode !== 200) reject(new Error(`A stream: ${response.statusCode}.`));
          const subscriber = new Subscriber(request);
          response.setEncoding("utf8").on("data", (text: string) => {
            if (text.includes("data:")) subscriber.#heard(performance.now());
          });
          response.on("error", () => {});
          // What had changed just before is told at once: that is not waited for.
          setTimeout(resolve, 200, subscriber);
        },
      );
      request.on("error", reject);
    });
  }

  /** When the next event is there, by `performance.now()`. */
  next(): Promise<number> {
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error("No event within 10 s.")), 10_000);
      this.#heard = (at) => {
        clearTimeout(late);
        resolve(at);
      };
    });
  }

  close(): void {
    this.request.destroy();
  }
}
