# syntax=docker/dockerfile:1
FROM node:24.21.0-alpine AS build
WORKDIR /accord
COPY package.json package-lock.json .npmrc ./
COPY apps/api/package.json apps/api/
COPY libs/audit/package.json libs/audit/
COPY libs/contract/package.json libs/contract/
COPY libs/embedded-postgres/package.json libs/embedded-postgres/
COPY libs/policy/package.json libs/policy/
COPY libs/rotation/package.json libs/rotation/
COPY libs/testing/package.json libs/testing/
COPY libs/validator/package.json libs/validator/
COPY migrations/package.json migrations/
RUN npm ci --no-audit --no-fund --omit=optional --ignore-scripts
COPY tsconfig.base.json ./
COPY apps/api apps/api
COPY libs libs
COPY migrations migrations
RUN npx tsc -b apps/api \
  && find apps libs migrations -path '*/node_modules' -prune -o \( -name '*spec.*' -o -name '*.map' \) -type f -exec rm {} +

# What runs, without compilers and tests.
FROM node:24.21.0-alpine AS packages
WORKDIR /accord
COPY --from=build /accord/package.json /accord/package-lock.json /accord/.npmrc ./
COPY --from=build /accord/apps/api/package.json apps/api/
COPY --from=build /accord/libs/audit/package.json libs/audit/
COPY --from=build /accord/libs/contract/package.json libs/contract/
COPY --from=build /accord/libs/policy/package.json libs/policy/
COPY --from=build /accord/libs/rotation/package.json libs/rotation/
COPY --from=build /accord/libs/validator/package.json libs/validator/
COPY --from=build /accord/migrations/package.json migrations/
RUN npm ci --no-audit --no-fund --omit=dev --workspace=@accord/api

FROM node:24.21.0-alpine
ENV NODE_ENV=production ACCORD_API_HOST=0.0.0.0 ACCORD_API_PORT=4000
WORKDIR /accord
COPY --from=packages /accord ./
COPY --from=build /accord/apps/api/dist apps/api/dist
COPY --from=build /accord/libs/audit/dist libs/audit/dist
COPY --from=build /accord/libs/contract/dist libs/contract/dist
COPY --from=build /accord/libs/policy/dist libs/policy/dist
COPY --from=build /accord/libs/rotation/dist libs/rotation/dist
COPY --from=build /accord/libs/validator/dist libs/validator/dist
COPY --from=build /accord/migrations/dist migrations/dist
USER node
EXPOSE 4000
HEALTHCHECK --interval=10s --timeout=3s --retries=6 CMD wget -q -O /dev/null http://127.0.0.1:4000/readyz
CMD ["node", "apps/api/dist/main.js"]
