/** @type {import("next").NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: true,
  serverExternalPackages: ["@node-rs/argon2", "pino", "pg"],
  // The hoist process compresses once, after the ETag is known.
  compress: false,
  // In development Next.js would print what forms answer, a new token among it.
  logging: { serverFunctions: false },
};
