import { RouteMethod, ValidationContract } from '@accord/contract';
import { routesFor, type RouteAnswer } from '@accord/policy';
import { Field, Input, Select } from '@accord/ui';
import { useState } from 'react';
import { requirementInWords } from '../services/contract-words';
import { MarkedText } from '../shared/marked-text';
import type { Json } from './json-value';

const METHODS = RouteMethod.options.map((method) => ({ value: method, label: method }));

type Authorization = ValidationContract['authorization'];
type MatchedRoutes = Extract<RouteAnswer, { refused: null }>['routes'];

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
          <Answer rules={rules.data} method={method} path={path} />
        ) : (
          <p className="text-muted">Correct what is marked above first.</p>
        )}
      </div>
    </div>
  );
}

const REFUSED = {
  path_ambiguous:
    'Refused as `path_ambiguous`: a path begins with a slash and holds no `//`, dot segments or encoded slashes.',
  route_unknown:
    'Refused as `route_unknown`: no route names it, and the contract refuses what no route names.',
} as const;

function Answer({ rules, method, path }: { rules: Authorization; method: string; path: string }) {
  const answer = routesFor(rules, method, path);
  if (answer.refused !== null) return <MarkedText text={REFUSED[answer.refused]} />;
  const everywhere = requirementInWords(rules.default);
  const { routes } = answer;
  return (
    <ul className="flex flex-col gap-1">
      {routes.map(({ id, requirement }) => (
        <li key={id}>
          <MarkedText text={`Route \`${id}\` needs ${requirementInWords(requirement) ?? 'nothing more'}.`} />
        </li>
      ))}
      {routes.length === 0 && <li>No route names it.</li>}
      {inAnotherCase(routes, routesFor(rules, method, path, true)).map(({ id, requirement }) => (
        <li key={id}>
          <MarkedText
            text={`Behind a router that ignores case, as Express does, route \`${id}\` counts too: it needs ${requirementInWords(requirement) ?? 'nothing more'}.`}
          />
        </li>
      ))}
      <li className="text-muted">
        <MarkedText
          text={everywhere ? `Every request needs ${everywhere}.` : 'Nothing is demanded of every request.'}
        />
      </li>
    </ul>
  );
}

function inAnotherCase(routes: MatchedRoutes, loosely: RouteAnswer): MatchedRoutes {
  const all = loosely.refused === null ? loosely.routes : [];
  return all.filter(({ id }) => routes.every((route) => route.id !== id));
}
