import type { CompromisePreview } from '@accord/contract/http';
import { formatDuration, plural } from '@accord/ui';
import { KeyName } from '../shared/key-name';

const within = (seconds: number | null) =>
  seconds === null ? 'never by itself' : `within ${formatDuration(seconds)}`;

/** Who refuses what, and from when. */
export function CompromiseConsequences({ preview }: { preview: CompromisePreview }) {
  const {
    exposure_seconds: exposure,
    exposure_set_by: setBy,
    max_token_lifetime_seconds: lifetime,
    verifiers,
  } = preview;
  return (
    <>
      <ol className="flex list-decimal flex-col gap-2 pl-5 marker:text-muted">
        <li>
          <KeyName kid={preview.kid} /> leaves the JWKS at once and is denied in every bundle. This cannot be
          undone.
        </li>
        <li>
          Every token it has signed is refused as <code>key_revoked</code>, the honest ones too: holders need
          a new one. Tokens live up to {formatDuration(lifetime)}.
        </li>
        <Successor preview={preview} />
        <li>
          {exposure === null ? (
            <strong className="font-medium text-danger">
              A stolen key works without an end at {setBy ?? 'some verifier'}, which never expires its copy.
            </strong>
          ) : (
            <>
              After {formatDuration(exposure)} the last verifier refuses it
              {setBy !== null && <>: {setBy}</>}.
            </>
          )}{' '}
          Instances that cannot reach Accord are not counted.
        </li>
      </ol>
      {verifiers.length > 0 && (
        <div>
          <h3 className="mb-1 text-xs font-medium text-muted">Who refuses its tokens, from when</h3>
          <ul className="flex flex-col divide-y" aria-label="Who refuses its tokens, from when">
            {verifiers.map(({ name, instances, refuses_within_seconds: seconds }) => (
              <li key={name} className="flex flex-wrap justify-between gap-x-4 py-1">
                <span>
                  {name}{' '}
                  <span className="text-muted">
                    {instances === null
                      ? 'without the SDK'
                      : plural(instances, 'live instance', 'live instances')}
                  </span>
                </span>
                <span className={seconds === null ? 'font-medium text-danger' : ''}>{within(seconds)}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

function Successor({ preview }: { preview: CompromisePreview }) {
  const { replaces_signer: signs, promotes_kid: next, key_not_found_seconds: gap } = preview;
  if (!signs) return <li>It does not sign now, so new tokens are not affected.</li>;
  return (
    <li>
      {next === null ? (
        'There is no standby: a new key is made and published at once. '
      ) : (
        <>
          The standby <KeyName kid={next} /> signs from the same moment.{' '}
        </>
      )}
      {gap === 0 ? (
        'Every verifier has it already: good new tokens are accepted.'
      ) : (
        <strong className="font-medium text-danger">
          New tokens may be refused as key_not_found for up to {formatDuration(gap)}.
        </strong>
      )}
    </li>
  );
}
