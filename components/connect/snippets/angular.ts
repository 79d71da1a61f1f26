import { type Place, quoted, type Snippet } from "./snippet";
import { webProvider } from "./web";

export function angular(place: Place): Snippet[] {
  const flags = `import { DestroyRef, inject, Injectable, type Signal, signal } from "@angular/core";
${webProvider('{ OpenFeature, ProviderEvents } from "@openfeature/web-sdk"', place)}
const client = OpenFeature.getClient();
const { Ready, ConfigurationChanged, ContextChanged } = ProviderEvents;
const events = [Ready, ConfigurationChanged, ContextChanged];

@Injectable({ providedIn: "root" })
export class Flags {
  /** A flag's value, or yours while there is none. Call it where inject() may be called. */
  boolean(key: string, otherwise: boolean): Signal<boolean> {
    const value = signal(client.getBooleanValue(key, otherwise));
    const read = () => value.set(client.getBooleanValue(key, otherwise));
    for (const event of events) client.addHandler(event, read);
    inject(DestroyRef).onDestroy(() => {
      for (const event of events) client.removeHandler(event, read);
    });
    return value.asReadonly();
  }
}
`;
  const example = `import { Component, inject } from "@angular/core";
import { Flags } from "./flags";

@Component({ selector: "app-example", template: "<p>{{ on() ? 'on' : 'off' }}</p>" })
export class Example {
  protected readonly on = inject(Flags).boolean(${quoted(place.flag)}, false);
}
`;
  const install = "npm install @openfeature/web-sdk @openfeature/ofrep-web-provider\n";
  return [
    { name: "Terminal", code: install },
    { name: "flags.ts", code: flags },
    { name: "example.ts", code: example },
  ];
}
