import { Section, TimeText } from '@accord/ui';
import { decodePasted, readPasted, type DecodedPart } from './pasted-token';

const TIMES = ['iat', 'nbf', 'exp'] as const;
/** The last second of the year 9999: what lies beyond is no date that can be written. */
const LATEST = 253_402_300_799;

/** Header and claims as they were pasted: read here in the browser, trusted by nobody. */
export function DecodedTokenView({ text }: { text: string }) {
  const pasted = readPasted(text);
  const decoded = pasted && decodePasted(pasted);
  return (
    <Section title="Decoded" hint="In this browser, without checking the signature: anybody can write this.">
      {decoded ? (
        <div className="flex flex-col gap-3">
          {decoded.header ? (
            <Part title="Header" part={decoded.header} />
          ) : (
            <p className="text-sm text-muted">
              Claims without a token: header, key and signature are taken as good, the claims are judged.
            </p>
          )}
          <Part title="Claims" part={decoded.claims} />
          <Times claims={decoded.claims.json} />
        </div>
      ) : (
        <p className="text-sm text-muted">
          {pasted
            ? 'This does not have the three parts of a signed JWT: it may be opaque, encrypted, or cut off.'
            : 'Header and claims show up here as soon as a token is pasted.'}
        </p>
      )}
    </Section>
  );
}

function Part({ title, part }: { title: string; part: DecodedPart }) {
  return (
    <div>
      <h3 className="mb-1 text-xs font-medium text-muted">{title}</h3>
      <pre
        tabIndex={0}
        role="group"
        aria-label={title}
        className="max-h-64 overflow-auto rounded-md border bg-sunken px-3 py-2 text-xs leading-5"
      >
        <code className="text-[1em]">{part.json ? JSON.stringify(part.json, null, 2) : part.text}</code>
      </pre>
      {!part.json && <p className="mt-1 text-xs text-danger">Not a JSON object.</p>}
    </div>
  );
}

function Times({ claims }: { claims: Record<string, unknown> | null }) {
  const shown = TIMES.flatMap((name) => {
    const value = claims?.[name];
    const tellable = typeof value === 'number' && Number.isSafeInteger(value) && Math.abs(value) <= LATEST;
    return tellable ? [{ name, value }] : [];
  });
  if (shown.length === 0) return null;
  return (
    <dl className="flex flex-wrap gap-x-6 gap-y-1 text-xs">
      {shown.map(({ name, value }) => (
        <div key={name} className="flex gap-1.5">
          <dt className="text-muted">{name}</dt>
          <dd>
            <TimeText at={value} precision="second" />
          </dd>
        </div>
      ))}
    </dl>
  );
}
