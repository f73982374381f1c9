import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';
import { boundaryRule } from './tools/lint/boundaries.mjs';
import { pureRules } from './tools/lint/pure.mjs';

const typescript = ['{apps,libs}/**/*.{ts,tsx}', 'migrations/**/*.ts'];
const tests = [
  '**/*.{spec,int-spec,e2e,fixture}.{ts,tsx}',
  '**/test-support/**/*.ts',
  '{libs,apps/api/src/platform}/testing/**/*.ts',
  'apps/e2e/**/*.ts',
];
const namedExports = {
  'no-restricted-syntax': ['error', { selector: 'ExportDefaultDeclaration', message: 'Export by name.' }],
};

const typescriptRules = {
  // Nest's modules are classes without members.
  '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
  // Services add the member.
  '@typescript-eslint/no-empty-object-type': ['error', { allowWithName: '^Register$' }],
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
  '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
  '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
  '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
  '@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
  'max-lines': ['error', { max: 400 }],
  eqeqeq: 'error',
  'no-console': 'error',
};

export default tseslint.config(
  {
    ignores: [
      '**/dist/',
      '**/node_modules/',
      '**/.next/',
      '**/.nx/',
      '**/.accord/',
      '**/next-env.d.ts',
      'tools/boundary-fixture/',
      '**/test-results/',
      '**/playwright-report/',
    ],
  },
  { linterOptions: { noInlineConfig: true } },
  {
    files: ['**/*.{ts,tsx,mjs}'],
    plugins: { '@nx': nx, '@typescript-eslint': tseslint.plugin },
    languageOptions: { parser: tseslint.parser },
    rules: { '@nx/enforce-module-boundaries': boundaryRule({ isTest: false }) },
  },
  {
    files: typescript,
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: typescriptRules,
  },
  { files: typescript, rules: namedExports },
  {
    files: ['libs/ui/**/*.{ts,tsx}', 'apps/dashboard/**/*.{ts,tsx}'],
    ...reactHooks.configs.flat.recommended,
  },
  {
    // Playwright's and Next's own files, and what a runner loads by its default export.
    files: ['apps/dashboard/app/**', '**/*.config.ts', '**/global-{setup,teardown}.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  { files: ['apps/demo/**/*.ts', 'apps/api/src/commands/**'], rules: { 'no-console': 'off' } },
  {
    // TypeORM and Nest declare plain options objects as classes.
    files: ['apps/api/src/**/*.entity.ts', 'apps/api/src/create-app.ts'],
    rules: { '@typescript-eslint/no-unsafe-class-instance-assignment': 'off' },
  },
  {
    files: ['libs/{policy,rotation,audit}/src/**/*.ts'],
    ignores: tests,
    rules: pureRules,
  },
  {
    files: tests,
    rules: {
      // A wrong assumption about a fixture fails the test, which is all that is asked of it.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@nx/enforce-module-boundaries': boundaryRule({ isTest: true }),
      'no-restricted-syntax': [
        'error',
        {
          selector: 'CallExpression[callee.property.name=/^(skip|only|todo|skipIf|runIf|fixme)$/]',
          message: 'Every test runs, everywhere.',
        },
      ],
    },
  },
  {
    files: ['tools/**/*.mjs', 'bench/**/*.mjs', '*.mjs', '*.config.ts'],
    extends: [tseslint.configs.recommended],
    rules: { 'max-lines': ['error', { max: 400 }], eqeqeq: 'error' },
  },
  prettier,
);
