/**
 * Which part may import which, and which outside packages: the table of docs/architecture.md.
 * A part that is named in no list of others, such as every app, can be imported by nobody.
 */
const parts = {
  contract: { parts: [], packages: ['zod'] },
  policy: { parts: ['contract'], packages: ['canonicalize'] },
  rotation: { parts: ['contract'], packages: [] },
  audit: { parts: ['contract'], packages: ['canonicalize'] },
  validator: {
    parts: ['contract', 'policy'],
    packages: ['zod', 'express', 'fastify', 'hono', '@nestjs/common', '@opentelemetry/api'],
  },
  ui: {
    parts: [],
    packages: ['react', 'react-dom', '@base-ui/react', 'lucide-react'],
  },
  migrations: { parts: [], packages: ['typeorm'] },
  'embedded-postgres': { parts: [], packages: ['pg'] },
  testing: { parts: ['contract', 'policy', 'migrations', 'embedded-postgres'] },
  api: { parts: ['contract', 'policy', 'rotation', 'audit', 'validator', 'migrations'] },
  dashboard: { parts: ['contract', 'policy', 'rotation', 'ui', 'validator'] },
  demo: { parts: ['contract', 'validator'] },
  e2e: { parts: ['contract', 'validator', 'testing'] },
  root: { parts: ['embedded-postgres', 'testing', 'validator', 'contract', 'policy', 'audit'] },
};

const withSubpaths = (names) => names.flatMap((name) => [name, `${name}/*`]);

function constraint(part, { parts: allowed, packages }, isTest) {
  const own = [part, ...allowed, ...(isTest ? ['testing'] : [])];
  return {
    sourceTag: `part:${part}`,
    onlyDependOnLibsWithTags: own.map((name) => `part:${name}`),
    ...(packages && !isTest ? { allowedExternalImports: withSubpaths(packages) } : {}),
  };
}

/** The rule's entry; tests may use libs/testing and any test tool on top. */
export function boundaryRule({ isTest }) {
  return [
    'error',
    {
      allow: [],
      // eslint.config and tools belong to no package's build
      enforceBuildableLibDependency: false,
      checkDynamicDependenciesExceptions: [],
      depConstraints: Object.entries(parts).map(([part, rules]) => constraint(part, rules, isTest)),
    },
  ];
}
