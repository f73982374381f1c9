/** What the Authorization field may look like. */
export const requestGroups = (kit) => [{ name: 'base', cases: requests(kit) }];

function requests({ token, authorization }) {
  const good = token();
  return [
    ['two in one, without a space', 'token_multiple', authorization(`Bearer ${good},Bearer ${good}`)],
    ['two in one, after a tab', 'token_multiple', authorization(`Bearer ${good},\tbearer ${good}`)],
    ['two in one, the second of DPoP', 'token_multiple', authorization(`Bearer ${good}, DPoP ${good}`)],
    ['two in one, the second of Basic', 'bad_base64url', authorization(`Bearer ${good}, Basic YTpi`)],
    ['two in one, by a space', 'token_encrypted', authorization(`Bearer ${good} ${good}`)],
    ['two fields, the first empty', 'token_multiple', authorization('', `Bearer ${good}`)],
    ['two fields, both empty', 'token_multiple', authorization('', '')],
    ['a comma after the token', 'bad_base64url', authorization(`Bearer ${good},`)],
    ['quotes around the token', 'bad_base64url', authorization(`Bearer "${good}"`)],
    ['two spaces after Bearer', 'accepted', authorization(`Bearer  ${good}`)],
    ['spaces and tabs around', 'accepted', authorization(` \tBearer ${good}\t `)],
    ['a tab after Bearer', 'scheme_unsupported', authorization(`Bearer\t${good}`)],
    ['a line feed after the token in a field', 'bad_base64url', authorization(`Bearer ${good}\n`)],
    ['only spaces and tabs', 'token_missing', authorization(' \t ')],
    ['Bearer and a space', 'token_missing', authorization('Bearer ')],
    ['Basic alone', 'scheme_unsupported', authorization('Basic')],
    ['Digest with commas', 'scheme_unsupported', authorization('Digest username="a", realm="b"')],
    ['Bearer with a colon', 'scheme_unsupported', authorization(`Bearer: ${good}`)],
    ['a scheme that begins with Bearer', 'scheme_unsupported', authorization(`BearerX ${good}`)],
  ];
}
