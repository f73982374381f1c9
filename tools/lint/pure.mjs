import { builtinModules } from 'node:module';

/**
 * Rules for libs that must give the same answer for the same arguments, everywhere and at any time: no clock, no
 * randomness, no input or output. Time comes in as an argument, in whole seconds.
 */
const clock = 'Time is an argument here (whole seconds): take it from the caller.';
const io = 'This library is pure: do input and output in the app that calls it.';

const restrictedGlobals = [
  ...['performance', 'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'].map((name) => ({
    name,
    message: clock,
  })),
  ...['fetch', 'process', 'console', 'require', 'XMLHttpRequest', 'WebSocket', 'localStorage', 'Buffer'].map(
    (name) => ({
      name,
      message: io,
    }),
  ),
];

export const pureRules = {
  'no-restricted-globals': ['error', ...restrictedGlobals],
  'no-restricted-properties': [
    'error',
    { object: 'Math', property: 'random', message: 'Take the value from the caller.' },
  ],
  'no-restricted-imports': [
    'error',
    {
      paths: builtinModules.map((name) => ({ name, message: io })),
      patterns: [
        { group: ['node:*'], message: io },
        { group: ['@accord/contract/http'], message: "Only the contract's model belongs in a decision." },
      ],
    },
  ],
  'no-restricted-syntax': [
    'error',
    { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: clock },
    { selector: 'CallExpression[callee.name="Date"]', message: clock },
    { selector: 'MemberExpression[object.name="Date"][property.name="now"]', message: clock },
    { selector: 'VariableDeclarator[init.name="Date"]', message: clock },
    { selector: 'MemberExpression[object.name="globalThis"]:not([property.name="crypto"])', message: io },
    { selector: 'ImportExpression', message: io },
    { selector: 'ExportDefaultDeclaration', message: 'Export by name.' },
  ],
};
