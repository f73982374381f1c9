import { Ajv2020 } from 'ajv/dist/2020.js';
import type { TestApp, TestResponse } from './test-app.js';

interface DescribedAnswer {
  $ref?: string;
  description: string;
  content?: Record<string, { schema: object }>;
}

interface Operation {
  responses: Record<string, DescribedAnswer>;
}

interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: { responses: Record<string, DescribedAnswer> };
}

/** The same app, whose `request` throws for an answer that `/openapi.json` does not describe. */
export async function withDescribedAnswers(api: TestApp): Promise<TestApp> {
  const { body } = await api.request<Document>('GET', '/openapi.json', { token: null });
  const description = new Description(body);
  return {
    ...api,
    request: async <Body>(...[method, path, options]: Parameters<TestApp['request']>) => {
      const answer = await api.request<Body>(method, path, options);
      const faults = description.faultsOf(method, path, answer);
      if (faults.length > 0) throw new Error(`${method} ${path} ${answer.status}: ${faults.join('; ')}`);
      return answer;
    },
  };
}

class Description {
  private readonly ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });

  constructor(private readonly document: Document) {
    this.ajv.addSchema(document, 'document');
  }

  /** What of an answer is not as described. Of paths and methods that are none of ours nothing is said. */
  faultsOf(method: string, path: string, answer: TestResponse<unknown>): string[] {
    const operation = this.operationOf(method, path);
    if (operation === undefined) return [];
    const named = operation.responses[String(answer.status)];
    if (named === undefined) return ['this status is not declared'];
    const described = this.resolved(named);
    if (described.content === undefined) return answer.body === '' ? [] : ['no body is declared'];
    const media = answer.headers.get('content-type')?.split(';')[0] ?? 'none';
    const content = described.content[media];
    if (content === undefined) return [`${media} is not declared`];
    return [...this.bodyFaults(content.schema, answer.body), ...codeFaults(media, described, answer.body)];
  }

  private operationOf(method: string, path: string): Operation | undefined {
    const segments = (path.split('?')[0] ?? '').split('/');
    const [found] = Object.keys(this.document.paths)
      .filter((template) => matches(template.split('/'), segments))
      // A path in words goes before one with a parameter, as in the router.
      .sort((one, other) => one.split('{').length - other.split('{').length);
    return found === undefined ? undefined : this.document.paths[found]?.[method.toLowerCase()];
  }

  private resolved(answer: DescribedAnswer): DescribedAnswer {
    const { $ref } = answer;
    const name = $ref?.split('/').pop();
    return (name === undefined ? undefined : this.document.components.responses[name]) ?? answer;
  }

  private bodyFaults(schema: object, body: unknown): string[] {
    const text = JSON.stringify(schema).replaceAll('"#/components/', '"document#/components/');
    const validate = this.ajv.compile(JSON.parse(text) as object);
    return validate(body) ? [] : [this.ajv.errorsText(validate.errors, { dataVar: 'body' })];
  }
}

function matches(template: readonly string[], segments: readonly string[]): boolean {
  return (
    template.length === segments.length &&
    template.every((segment, at) => segment.startsWith('{') || segment === segments[at])
  );
}

function codeFaults(media: string, { description }: DescribedAnswer, body: unknown): string[] {
  if (media !== 'application/problem+json') return [];
  const { code } = body as { code: string };
  return description.includes(`\`${code}\``) ? [] : [`the code ${code} is not declared`];
}
