import { publicJwk } from './signing.mjs';
import { eddsaHeader, goodClaims, nested, withBytes, withText } from './kit.mjs';

/** Format, JSON and header: what is read before anybody is asked for a key. */
export const formatGroups = (kit) => [
  { name: 'base', cases: [...formats(kit), ...payloads(kit), ...headers(kit)] },
  {
    name: 'limits',
    bundle: { contract: { limits: { max_token_bytes: 600, max_depth: 3 } } },
    cases: limits(kit),
  },
  { name: 'long_kids', bundle: longKids(kit), cases: longKidCases(kit) },
];

const formats = ({ token }) => [
  ['a line feed after the token', 'bad_base64url', { token: `${token()}\n` }],
  ['a space after the token', 'bad_base64url', { token: `${token()} ` }],
  ['a space before the token', 'bad_base64url', { token: ` ${token()}` }],
  ['three empty parts', 'header_invalid', { token: '..' }],
];

function limits({ token, claims }) {
  const sized = (bytes) => {
    const lengths = Array.from({ length: 400 }, (_, length) => token({ note: 'x'.repeat(length) }));
    return { token: lengths.find((text) => text.length === bytes) };
  };
  return [
    ['exactly as long as allowed', 'accepted', sized(600)],
    ['a byte longer', 'token_too_large', sized(601)],
    ['shorter in characters, longer in bytes', 'token_too_large', { token: 'é'.repeat(400) }],
    ['exactly as many bytes beyond ASCII', 'token_malformed', { token: 'é'.repeat(300) }],
    ['as deep as allowed', 'accepted', claims({ deep: [[]] })],
    ['a level deeper', 'payload_too_deep', claims({ deep: [[[]]] })],
    ['a header a level deeper', 'header_invalid', { token: token({}, { deep: [[[]]] }) }],
  ];
}

function payloads({ sign, text }) {
  const good = JSON.stringify(goodClaims);
  const exact = (payload) => ({ token: sign(eddsaHeader, payload) });
  const bytes = (addition) => exact(withBytes(goodClaims, addition));
  return [
    ...['NaN', '-Infinity', 'True', '01', '+1', '.5', '1.', '0x1', "'a'", '"\\x41"', '"a\tb"', '[1,]'].map(
      (value) => [
        `a claim ${JSON.stringify(value).slice(1, -1)}`,
        'payload_invalid',
        text(`"note":${value}`),
      ],
    ),
    ['a comma at the end', 'payload_invalid', exact(`${good.slice(0, -1)},}`)],
    ['a comment', 'payload_invalid', text('/* */"note":1')],
    ['a byte that is no UTF-8 in a string', 'payload_invalid', bytes('"note":"\xff"')],
    ['half a surrogate pair in UTF-8', 'payload_invalid', bytes('"note":"\xed\xa0\x80"')],
    ['a slash in two bytes', 'payload_invalid', bytes('"note":"\xc0\xaf"')],
    ['too deep, and no UTF-8', 'payload_invalid', bytes('"note":[[[[[[[[["\xff"]]]]]]]]]')],
    [
      'closing brackets before as many open ones',
      'payload_invalid',
      exact(`]]]]]]${good.slice(0, -1)},"x":${nested(9)}}`),
    ],
    ['a form feed before it', 'payload_invalid', exact(`\f${good}`)],
    ['a no-break space before it', 'payload_invalid', exact(`\u00a0${good}`)],
    ['white space before and after it', 'accepted', exact(` \r\n\t${good}\n `)],
    ['half a surrogate pair, escaped', 'accepted', text('"note":"\\ud800"')],
    ['DEL and U+2028 in a string', 'accepted', text('"note":"\x7f\u2028"')],
    ['an integer of 4500 digits', 'accepted', text(`"note":${'1'.repeat(4500)}`)],
    ['1e400 where nobody reads it', 'accepted', text('"note":1e400')],
    ['an escaped quote, then brackets in the string', 'accepted', text('"note":"\\"[[[[[[[[[["')],
    [
      'brackets open after an escaped backslash',
      'payload_too_deep',
      text(`"note":"\\\\","deep":${nested(8)}`),
    ],
    ['names that differ in case', 'accepted', text('"SUB":"admin"')],
    ['names that differ in Unicode normalisation', 'accepted', text('"\u00e9":1,"e\u0301":2')],
    [
      'twice, once as an escaped surrogate pair',
      'payload_duplicate_claim',
      text('"🦉":1,"\\ud83e\\udd89":2'),
    ],
  ];
}

function headers({ sign, header }) {
  const exact = (text) => ({ token: sign(text, goodClaims) });
  const added = (addition) => exact(withText(eddsaHeader, addition));
  return [
    [
      'white space in the header',
      'accepted',
      exact('{ "typ": "at+jwt",\n "alg": "EdDSA",\t"kid": "EdDSA-1" } '),
    ],
    ['NaN in the header', 'header_invalid', added('"x":NaN')],
    ['a member twice further in the header', 'header_duplicate_member', added('"x":{"a":1,"a":2}')],
    ['crit null', 'crit_unsupported', header({ crit: null })],
    ['crit that is empty', 'crit_unsupported', header({ crit: [] })],
    ['b64 false', 'crit_unsupported', header({ b64: false })],
    ['b64 null', 'crit_unsupported', header({ b64: null })],
    ['jwk null', 'header_key_forbidden', header({ jwk: null })],
    ['jku null', 'header_key_forbidden', header({ jku: null })],
    ['thumbprints of a certificate', 'accepted', header({ x5t: 'AAAA', 'x5t#S256': 'AAAA' })],
    ['zip', 'accepted', header({ zip: 'DEF' })],
    ['cty', 'accepted', header({ cty: 'JWT' })],
    ['cty as a number', 'accepted', header({ cty: 7 })],
    ['typ null', 'header_invalid', header({ typ: null })],
    ['an empty alg', 'alg_not_allowed', header({ alg: '' })],
    ['alg none and a space', 'alg_not_allowed', header({ alg: 'none ' })],
    ['kid null', 'kid_invalid', header({ kid: null })],
    ['kid as a list', 'kid_invalid', header({ kid: ['EdDSA-1'] })],
    ['a kid of 256 characters that nobody has', 'key_not_found', header({ kid: 'k'.repeat(256) })],
    ['a kid of 129 owls: 258 UTF-16 code units', 'kid_invalid', header({ kid: '🦉'.repeat(129) })],
  ];
}

const LONG_KIDS = ['k'.repeat(256), 'é'.repeat(256), '🦉'.repeat(128)];

const longKids = ({ keys }) => ({
  jwks: LONG_KIDS.map((kid) => publicJwk(keys['EdDSA-good'], kid, 'EdDSA')),
});

const longKidCases = ({ header }) => {
  const [letters, accents, owls] = LONG_KIDS;
  return [
    ['a kid of 256 letters', 'accepted', header({ kid: letters })],
    ['a kid of 256 letters beyond ASCII', 'accepted', header({ kid: accents })],
    ['a kid of 128 owls: 256 UTF-16 code units', 'accepted', header({ kid: owls })],
  ];
};
