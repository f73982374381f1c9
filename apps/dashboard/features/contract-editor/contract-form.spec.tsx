import { ValidationContract } from '@accord/contract';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { CONTRACT_FIELDS, inSchemaOrder, type Field } from './contract-fields';
import { ContractForm } from './contract-form';
import { EditorContext } from './editor-context';
import type { JsonObject } from './json-value';

/** A contract in which every optional part is there, so that each member has its control on screen. */
const complete: JsonObject = {
  schema: 1,
  issuers: [{ issuer: 'https://a.example', algorithms: ['ES256'], overrides: { token_type: {}, time: {} } }],
  audiences: ['a'],
  authorization: { routes: [{ id: 'r', path: '/' }], tenant: { claim: ['t'], values: ['x'] } },
};

/** Walks the zod schema itself, by its own definitions: the paths of all members, list entries as 0. */
function membersOf(schema: z.core.$ZodType, path: readonly (string | number)[] = []): string[] {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault || schema instanceof z.ZodOptional) {
    return membersOf(schema.unwrap(), path);
  }
  if (schema instanceof z.ZodUnion) {
    const [branch, none] = schema.options;
    expect(none).toBeInstanceOf(z.ZodNull);
    return membersOf(branch!, path);
  }
  if (schema instanceof z.ZodArray && schema.element instanceof z.ZodObject) {
    return membersOf(schema.element, [...path, 0]);
  }
  if (!(schema instanceof z.ZodObject)) return [];
  return Object.entries(schema.shape).flatMap(([name, member]) => {
    const here = [...path, name];
    return [here.join('.'), ...membersOf(member as z.core.$ZodType, here)];
  });
}

const render = (contract: JsonObject, readOnly = false, client = new QueryClient()) =>
  renderToStaticMarkup(
    <QueryClientProvider client={client}>
      <EditorContext
        value={{
          set: () => undefined,
          readOnly,
          findings: [
            {
              code: 'route_path_invalid',
              severity: 'error',
              path: ['authorization', 'routes', 0, 'path'],
              message: 'No.',
            },
          ],
        }}
      >
        <ContractForm contract={contract} />
      </EditorContext>
    </QueryClientProvider>,
  );

describe('the form over the schema', () => {
  const members = membersOf(ValidationContract);
  const html = render(complete);

  it('walks what there is', () => {
    expect(members.length).toBeGreaterThan(60);
    expect(members).toContain('authorization.routes.0.any_roles');
    expect(members).toContain('issuers.0.overrides.time.max_age_seconds');
  });

  it.each(members)('has a control for %s', (member) => {
    expect(html).toContain(`id="field-${member}"`);
  });

  const all = (fields: readonly Field[]): Field[] =>
    fields.flatMap((field) => [field, ...all(field.children)]);
  it.each(all(CONTRACT_FIELDS).map((field) => [field.name, field] as const))(
    'takes label and help of %s from the schema',
    (_name, field) => {
      expect(field.title).not.toBe(field.name);
      expect(field.description.length).toBeGreaterThan(5);
    },
  );

  it('shows a finding with its code, and links the RFC', () => {
    expect(html).toContain('route_path_invalid');
    expect(html).toContain('href="https://www.rfc-editor.org/rfc/rfc9068#section-2.2.3.1"');
  });

  it('offers nothing to press to somebody who may only read', () => {
    expect(render(complete, true)).not.toMatch(/<button/);
  });
});

const MARK = />default</g;

describe('defaults', () => {
  const short: JsonObject = {
    schema: 1,
    issuers: [{ issuer: 'https://a.example', algorithms: ['ES256'] }],
    audiences: ['a'],
    token_type: { typ: ['at+jwt'] },
  };
  const published = ValidationContract.parse(short) as unknown as JsonObject;

  it('are told by what is written, not by whether it is', () => {
    expect(render(published)).not.toContain('Use the default for');
    expect(render(published).match(MARK)?.length).toBe(render(short).match(MARK)?.length);
  });

  it('can be returned to from anything else', () => {
    const html = render({ ...published, time: { required: ['iat', 'exp'], clock_tolerance_seconds: 9 } });
    expect(html.match(/Use the default for [^"]*/g)).toEqual(['Use the default for Clock tolerance']);
  });
});

it('offers the registered issuers, and not those that are archived', () => {
  const client = new QueryClient();
  const items = [
    { name: 'old', issuer: 'https://old.example', archived_at: 1 },
    { name: 'shop', issuer: 'https://shop.example', archived_at: null },
  ];
  client.setQueryData(['issuers', 'list'], { items });
  const html = render(complete, false, client);
  expect(/<datalist[^>]*>(.*?)<\/datalist>/.exec(html)?.[1]).toBe(
    '<option value="https://shop.example">shop</option>',
  );
});

it('orders members as the schema does, and keeps unknown ones', () => {
  const shuffled = { zebra: 1, audiences: ['a'], issuers: [{ algorithms: [], issuer: 'i' }], schema: 1 };
  expect(JSON.stringify(inSchemaOrder(shuffled))).toBe(
    '{"schema":1,"issuers":[{"issuer":"i","algorithms":[]}],"audiences":["a"],"zebra":1}',
  );
});
