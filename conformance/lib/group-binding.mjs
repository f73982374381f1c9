import { PLAIN } from './kit.mjs';

const OWN = 'A'.repeat(43);
const OTHER = 'B'.repeat(43);
const binding = (rule) => ({ contract: { binding: rule } });

/** Sender constraints: certificates, and DPoP without a proof. */
export const bindingGroups = (kit) => [
  { name: 'mtls_optional', bundle: binding({ mtls: 'optional' }), cases: mtlsOptional(kit) },
  { name: 'bound', cases: mtlsRequired(kit) },
  { name: 'dpop_optional', bundle: binding({ dpop: 'optional' }), cases: dpopOptional(kit) },
  { name: 'dpop_required', bundle: binding({ dpop: 'required' }), cases: dpopRequired(kit) },
  { name: 'base', cases: off(kit) },
];

const from = ({ token }, certificate, claims) => ({
  token: token(claims),
  request: PLAIN,
  certificate_thumbprint: certificate,
});
const x5t = (value) => ({ cnf: { 'x5t#S256': value } });

const mtlsOptional = (kit) => [
  ['its own certificate', 'accepted', from(kit, OWN, x5t(OWN))],
  ['another certificate', 'binding_mismatch', from(kit, OTHER, x5t(OWN))],
  ['bound, and no certificate', 'binding_missing', kit.claims(x5t(OWN))],
  ['not bound, and a certificate', 'accepted', from(kit, OWN, {})],
  ['bound in another way only', 'accepted', kit.claims({ cnf: { jkt: OWN } })],
  ['cnf null', 'claim_malformed', kit.claims({ cnf: null })],
  ['an empty thumbprint', 'claim_malformed', kit.claims(x5t(''))],
];

const mtlsRequired = (kit) => [
  ['its certificate in another case', 'binding_mismatch', from(kit, OWN.toLowerCase(), x5t(OWN))],
  ['a thumbprint that is a number', ['claim_malformed', 'binding_missing'], from(kit, OWN, x5t(7))],
  ['cnf as a list', ['claim_malformed', 'binding_missing'], from(kit, OWN, { cnf: [] })],
  ['an empty cnf', 'binding_missing', from(kit, OWN, { cnf: {} })],
  [
    'jkt of the wrong form, which is not read',
    'accepted',
    from(kit, OWN, { cnf: { 'x5t#S256': OWN, jkt: 7 } }),
  ],
];

const jkt = { cnf: { jkt: OWN } };

const dpopOptional = ({ token, claims, authorization }) => [
  ['not bound', 'accepted', claims({})],
  ['bound, and no proof', 'binding_missing', claims(jkt)],
  ['bound, with Bearer', 'binding_missing', authorization(`Bearer ${token(jkt)}`)],
  ['not bound, with Bearer', 'accepted', authorization(`Bearer ${token()}`)],
  ['not bound, with DPoP', 'binding_missing', authorization(`DPoP ${token()}`)],
  ['bound, with DPoP and no proof', 'binding_missing', authorization(`dpop ${token(jkt)}`)],
  ['DPoP alone', 'token_missing', authorization('DPoP')],
  ['jkt of the wrong form', 'claim_malformed', claims({ cnf: { jkt: 7 } })],
];

const dpopRequired = ({ token, claims, authorization }) => [
  ['not bound', 'binding_missing', claims({})],
  ['bound, and no proof', 'binding_missing', claims(jkt)],
  ['bound, with Bearer', 'binding_missing', authorization(`Bearer ${token(jkt)}`)],
];

const off = ({ token, claims, authorization }) => [
  ['DPoP where it is off', 'scheme_unsupported', authorization(`DPoP ${token()}`)],
  ['DPoP alone where it is off', 'scheme_unsupported', authorization('DPoP')],
  ['bound, where nothing asks for it', 'accepted', claims({ cnf: { jkt: OWN, 'x5t#S256': OWN } })],
];
