/** The public admin API, as somebody with a token uses it. */
export class AdminApi {
  constructor(
    readonly url: string,
    readonly token: string,
  ) {}

  get<Body>(path: string): Promise<Body> {
    return this.call('GET', path);
  }

  /** Answers other than 2xx throw with the problem's text. */
  async call<Body>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Body> {
    const answer = await fetch(`${this.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${this.token}`, 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as Body;
  }
}
