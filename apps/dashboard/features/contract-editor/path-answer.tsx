import type { ValidationContract } from '@accord/contract';
import { routesFor, type RouteAnswer } from '@accord/policy';
import { requirementInWords } from '../services/contract-words';
import { MarkedText } from '../shared/marked-text';

const REFUSED = {
  path_ambiguous:
    'Refused as `path_ambiguous`: a path begins with a slash and holds no `//`, dot segments or encoded slashes.',
  route_unknown:
    'Refused as `route_unknown`: no route names it, and the contract refuses what no route names.',
} as const;

export interface PathAnswerProps {
  rules: ValidationContract['authorization'];
  method: string;
  path: string;
}

/** What a contract asks of one request, found with the code that judges requests. */
export function PathAnswer({ rules, method, path }: PathAnswerProps) {
  const answer = routesFor(rules, { method, path });
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
      {inAnotherCase(routes, routesFor(rules, { method, path, caseInsensitivePaths: true })).map(
        ({ id, requirement }) => (
          <li key={id}>
            <MarkedText
              text={`Behind a router that ignores case, as Express does, route \`${id}\` counts too: it needs ${requirementInWords(requirement) ?? 'nothing more'}.`}
            />
          </li>
        ),
      )}
      <li className="text-muted">
        <MarkedText
          text={everywhere ? `Every request needs ${everywhere}.` : 'Nothing is demanded of every request.'}
        />
      </li>
    </ul>
  );
}

type MatchedRoutes = Extract<RouteAnswer, { refused: null }>['routes'];

function inAnotherCase(routes: MatchedRoutes, loosely: RouteAnswer): MatchedRoutes {
  const all = loosely.refused === null ? loosely.routes : [];
  return all.filter(({ id }) => routes.every((route) => route.id !== id));
}
