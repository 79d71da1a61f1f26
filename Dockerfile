# Hoist as a container image: `docker build -t hoist .`; docs/operations.md says how to run it.
ARG NODE=24-bookworm-slim

FROM node:${NODE} AS build
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1
COPY package.json package-lock.json .npmrc ./
RUN npm ci --include=dev --no-audit --no-fund
COPY . .
RUN npm run build && rm -rf .next/cache
# Development packages stay where something else could make use of them, unless nothing names them.
RUN npm pkg delete devDependencies && npm prune --omit=dev --omit=peer --no-audit --no-fund
# Next.js compiles with these, and nothing is compiled any more.
RUN rm -rf node_modules/@next/swc-*

FROM node:${NODE}
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 HOST=0.0.0.0 PORT=3000 HOIST_DATA_DIR=/data
WORKDIR /app
# All of it belongs to root: the program cannot change itself, also where the root file system is not read-only.
COPY --from=build /app/package.json /app/next.config.js ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/prisma/migrations prisma/migrations
COPY --from=build /app/server/guard.mjs server/guard.mjs
COPY --from=build /app/deploy/healthy.mjs deploy/healthy.mjs
COPY --from=build /app/dist dist
COPY --from=build /app/.next .next
RUN install --directory --owner=1000 --group=1000 --mode=700 /data
VOLUME /data
USER 1000:1000
EXPOSE 3000
# Ready, and not only alive: it is 503 from the moment that the container is asked to stop.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s CMD ["node", "deploy/healthy.mjs"]
CMD ["node", "--enable-source-maps", "dist/main.js"]
