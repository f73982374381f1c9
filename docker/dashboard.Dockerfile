# syntax=docker/dockerfile:1
FROM node:24.21.0-alpine AS build
ENV NEXT_TELEMETRY_DISABLED=1 ACCORD_STANDALONE=true
WORKDIR /accord
COPY package.json package-lock.json .npmrc ./
COPY apps/dashboard/package.json apps/dashboard/
COPY libs/contract/package.json libs/contract/
COPY libs/embedded-postgres/package.json libs/embedded-postgres/
COPY libs/policy/package.json libs/policy/
COPY libs/rotation/package.json libs/rotation/
COPY libs/testing/package.json libs/testing/
COPY libs/ui/package.json libs/ui/
COPY libs/validator/package.json libs/validator/
COPY migrations/package.json migrations/
RUN npm ci --no-audit --no-fund --ignore-scripts
COPY tsconfig.base.json ./
COPY libs libs
COPY migrations migrations
COPY apps/dashboard apps/dashboard
RUN npx tsc -b libs/rotation libs/ui libs/validator
WORKDIR /accord/apps/dashboard
RUN npx next build

FROM node:24.21.0-alpine
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 HOSTNAME=0.0.0.0 PORT=3000
WORKDIR /accord
COPY --from=build /accord/apps/dashboard/.next/standalone ./
COPY --from=build /accord/apps/dashboard/.next/static apps/dashboard/.next/static
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --retries=6 CMD wget -q -O /dev/null http://127.0.0.1:3000/healthz
CMD ["node", "apps/dashboard/server.js"]
