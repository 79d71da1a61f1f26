import { OFREPWebProvider } from "@openfeature/ofrep-web-provider";
import { OpenFeature, OpenFeatureProvider, useBooleanFlagDetails } from "@openfeature/react-sdk";
import { createRoot } from "react-dom/client";

/** What the page is told in the part of its address after the #. */
export type Settings = {
  baseUrl: string;
  token: string;
  flag: string;
  /** Milliseconds between polls, instead of listening to the stream. */
  pollInterval?: number;
};

/** What tests read and call in the page. A reload forgets it all. */
export type Probe = { renders: number; values: boolean[]; become(targetingKey: string): void };

const settings = JSON.parse(decodeURIComponent(location.hash.slice(1))) as Settings;
const probe: Probe = {
  renders: 0,
  values: [],
  become: (targetingKey) => void OpenFeature.setContext({ targetingKey }),
};
Object.assign(window, { probe });

function Flag() {
  const { value, reason } = useBooleanFlagDetails(settings.flag, false);
  probe.renders++;
  if (probe.values.at(-1) !== value) probe.values.push(value);
  return <output>{`${value ? "on" : "off"} ${reason}`}</output>;
}

const headers: [string, string][] = [["Authorization", `Bearer ${settings.token}`]];
const { baseUrl, pollInterval } = settings;
const polling = pollInterval && ({ pollInterval, changeDetection: "polling" } as const);
OpenFeature.setProvider(new OFREPWebProvider({ baseUrl, headers, ...polling }), {
  targetingKey: "u-17",
});

const root = document.body.appendChild(document.createElement("div"));
createRoot(root).render(
  <OpenFeatureProvider suspendUntilReady={false} suspendWhileReconciling={false}>
    <Flag />
  </OpenFeatureProvider>,
);
