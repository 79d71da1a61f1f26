/** @type {import("next").NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: true,
  // `npm run check` does, over the same files: a start need not do it again, and a test cannot stop one.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: [
    "@node-rs/argon2",
    "@opentelemetry/api",
    "@opentelemetry/core",
    "@opentelemetry/exporter-trace-otlp-http",
    "@opentelemetry/resources",
    "@opentelemetry/sdk-trace-base",
    "pino",
    "pg",
  ],
  // The hoist process compresses once, after the ETag is known.
  compress: false,
  // In development Next.js would print what forms answer, a new token among it.
  logging: { serverFunctions: false },
};
