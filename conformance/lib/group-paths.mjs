import { PLAIN } from './kit.mjs';

const asks = (authorization) => ({ contract: { authorization } });
const route = (id, path, more) => ({ id, path, ...more });

/** Paths that can be read in two ways, routes, and routers that ignore case. */
export const pathGroups = (kit) => [
  { name: 'base', cases: [...ambiguous(kit), ...plain(kit)] },
  {
    name: 'denied',
    bundle: asks({ unmatched: 'deny', routes: ROUTES }),
    cases: [...known(kit), ...unknown(kit)],
  },
  {
    name: 'rest',
    bundle: asks({ unmatched: 'deny', routes: [route('all', '/*', { methods: ['HEAD', 'PUT'] })] }),
    cases: rest(kit),
  },
  { name: 'folding', bundle: asks({ routes: FOLDED }), cases: folding(kit) },
];

/** The brackets show where a path begins and ends. */
const named = (to, outcome) => (path) => [`the path <${path}>`, outcome, to('GET', path)];

const AMBIGUOUS = [
  '',
  '?x',
  '*',
  'http://api.example.com/x',
  '//',
  '/a//',
  '/a//b',
  '/a/.',
  '/a/..',
  '/./a',
  '/%2e/x',
  '/%2e%2e/x',
  '/a/.%2E/b',
  '/%252e%252e/x',
  '/a/%252e',
  '/%2F',
  '/a%5cb',
  '/a%255cb',
  '/a#b',
  '/a b',
  '/a\tb',
  '/a\x7fb',
  '/é',
  '/a%',
  '/a%2',
  '/a%2g',
  '/%ff',
  '/%c0%af',
  '/%ed%a0%80',
  '/%00',
  '/%0a',
  '/%7f',
];
const PLAIN_PATHS = [
  '/',
  '/...',
  '/a/..b',
  '/a/b.',
  '/a%20b',
  '/a%25',
  '/%25zz',
  '/a%2525',
  '/a%25252fb',
  '/a%3f',
  '/a%23',
  '/a|b"c',
  '/a;b=c',
  '/%C2%85',
  '/x?a=//b/../c%2f%zz\\#d é',
  '/?/../x',
];

const ambiguous = ({ to }) => AMBIGUOUS.map(named(to, 'path_ambiguous'));
const plain = ({ to }) => PLAIN_PATHS.map(named(to, 'accepted'));

const ROUTES = [
  route('root', '/', { methods: ['GET'] }),
  route('pay', '/pay', { methods: ['GET'] }),
  route('any-method', '/open'),
  route('space', '/a%20b'),
  route('encoded', '/%71ueue'),
  route('accent', '/caf%C3%A9'),
  route('percent', '/%25'),
  route('slash', '/slash/'),
  route('item', '/items/:id'),
  route('rest', '/files/*'),
  route('head', '/head', { methods: ['HEAD'] }),
];

const known = ({ to }) =>
  [
    ['GET', '/pay'],
    ['GET', '/pay/'],
    ['GET', '/pay?x=1?y'],
    ['HEAD', '/pay'],
    ['PROPFIND', '/open'],
    ['GET', '/a%20b'],
    ['GET', '/queue'],
    ['GET', '/%71%75eue'],
    ['GET', '/caf%c3%a9'],
    ['GET', '/%25'],
    ['GET', '/slash'],
    ['GET', '/items/:id'],
    ['GET', '/items/*'],
    ['GET', '/items/a%20b/'],
    ['GET', '/files'],
    ['GET', '/files/'],
    ['GET', '/files/a/b'],
    ['HEAD', '/head'],
    ['GET', '/'],
  ].map(([method, path]) => [`${method} ${path} has a route`, 'accepted', to(method, path)]);

const unknown = ({ to }) =>
  [
    ['get', '/pay'],
    ['POST', '/pay'],
    ['GET', '/head'],
    ['GET', '/%2570ay'],
    ['GET', '/pay;a=1'],
    ['GET', '/pay/x'],
    ['GET', '/PAY'],
    ['GET', '/a+b'],
    ['GET', '/items'],
    ['GET', '/items/'],
    ['GET', '/items/a/b'],
    ['GET', '/filesystem'],
    ['POST', '/'],
  ].map(([method, path]) => [`${method} ${path} has none`, 'route_unknown', to(method, path)]);

const rest = ({ to, token }) => [
  ['the root', 'accepted', to('PUT', '/')],
  ['a path', 'accepted', to('PUT', '/a/b')],
  ['GET where HEAD has a route', 'route_unknown', to('GET', '/')],
  ['a request with a credential', 'route_unknown', { authorization: [`Bearer ${token()}`], request: PLAIN }],
];

const FOLDED = [
  route('small', '/a', { all_scopes: ['small'] }),
  route('capital', '/A', { all_scopes: ['capital'] }),
  route('summer', '/%C3%A9t%C3%A9', { all_scopes: ['s'] }),
  route('street', '/stra%C3%9Fe', { all_scopes: ['s'] }),
  route('k', '/k', { all_scopes: ['s'] }),
  route('i', '/i', { all_scopes: ['s'] }),
  route('s', '/s', { all_scopes: ['s'] }),
  route('dotted', '/x%C4%B0', { all_scopes: ['s'] }),
  route('final', '/%CE%B1%CF%82', { all_scopes: ['s'] }),
  route('middle', '/%CE%B2%CF%83', { all_scopes: ['s'] }),
  route('get', '/get', { methods: ['GET'], all_scopes: ['s'] }),
];

/** Nothing is granted: `insufficient_scope` says that a route matched. */
const folding = ({ to }) => {
  const any = { case_insensitive_paths: true };
  const folded = (what, path, matches) => [
    what,
    matches ? 'insufficient_scope' : 'accepted',
    to('GET', path, {}, any),
  ];
  const both = { scope: 'small capital' };
  return [
    [
      '/A where /a and /A have routes: only one',
      'insufficient_scope',
      to('GET', '/A', { scope: 'capital' }, any),
    ],
    ['/A where /a and /A have routes: both', 'accepted', to('GET', '/A', both, any)],
    ['/A where the router tells cases apart', 'accepted', to('GET', '/A', { scope: 'capital' })],
    [
      '/A where case_insensitive_paths is false',
      'accepted',
      to('GET', '/A', { scope: 'capital' }, { case_insensitive_paths: false }),
    ],
    folded('É and é', '/%C3%89T%C3%89', true),
    folded('ß and ß', '/STRA%C3%9FE', true),
    folded('SS is not ß', '/STRASSE', false),
    folded('the capital ẞ and ß', '/STRA%E1%BA%9EE', true),
    folded('the Kelvin sign and k', '/%E2%84%AA', true),
    folded('İ is not i', '/%C4%B0', false),
    folded('ı is not i', '/%C4%B1', false),
    folded('İ and i with a dot above', '/Xi%CC%87', true),
    folded('ſ is not s', '/%C5%BF', false),
    folded('Σ at the end of a word and ς', '/%CE%91%CE%A3', true),
    folded('Σ at the end of a word is not σ', '/%CE%92%CE%A3', false),
    ['a method in small letters', 'accepted', to('get', '/GET', {}, any)],
  ];
};
