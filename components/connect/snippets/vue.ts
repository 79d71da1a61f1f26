import { type Place, quoted, type Snippet } from "./snippet";
import { webProvider } from "./web";

export function vue(place: Place): Snippet[] {
  const flags = `${webProvider('{ OpenFeature, ProviderEvents } from "@openfeature/web-sdk";\nimport { onScopeDispose, readonly, ref } from "vue"', place)}
const client = OpenFeature.getClient();
const { Ready, ConfigurationChanged, ContextChanged } = ProviderEvents;
const events = [Ready, ConfigurationChanged, ContextChanged];

/** A flag's value, or yours while there is none. */
export function useBooleanFlag(key, otherwise) {
  const value = ref(client.getBooleanValue(key, otherwise));
  const read = () => {
    value.value = client.getBooleanValue(key, otherwise);
  };
  for (const event of events) client.addHandler(event, read);
  onScopeDispose(() => {
    for (const event of events) client.removeHandler(event, read);
  });
  return readonly(value);
}
`;
  const example = `<script setup>
import { useBooleanFlag } from "./flags.js";

const on = useBooleanFlag(${quoted(place.flag)}, false);
</script>

<template>
  <p>{{ on ? "on" : "off" }}</p>
</template>
`;
  const install = "npm install @openfeature/web-sdk @openfeature/ofrep-web-provider\n";
  return [
    { name: "Terminal", code: install },
    { name: "flags.js", code: flags },
    { name: "Example.vue", code: example },
  ];
}
