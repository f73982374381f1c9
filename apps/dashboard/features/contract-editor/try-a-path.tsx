import { RouteMethod, ValidationContract } from '@accord/contract';
import { Field, Input, Select } from '@accord/ui';
import { useState } from 'react';
import type { Json } from './json-value';
import { PathAnswer } from './path-answer';

const METHODS = RouteMethod.options.map((method) => ({ value: method, label: method }));

/** What this draft asks of one request, found with the code that judges requests. */
export function TryAPath({ authorization }: { authorization: Json | undefined }) {
  const [method, setMethod] = useState('GET');
  const [path, setPath] = useState('/');
  const rules = ValidationContract.shape.authorization.safeParse(authorization ?? {});
  return (
    <div className="mt-6 flex flex-col gap-3 rounded-md bg-sunken p-4">
      <h3 className="text-sm font-semibold">Try a path</h3>
      <div className="grid grid-cols-[7rem_minmax(0,1fr)] gap-2">
        <Select quiet label="Method" options={METHODS} value={method} onChange={setMethod} />
        <Field label="Path" name="try_path" quiet>
          <Input
            value={path}
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => setPath(event.currentTarget.value)}
            className="font-mono"
          />
        </Field>
      </div>
      <div role="status" aria-label="What the request needs" className="text-sm">
        {rules.success ? (
          <PathAnswer rules={rules.data} method={method} path={path} />
        ) : (
          <p className="text-muted">Correct what is marked above first.</p>
        )}
      </div>
    </div>
  );
}
