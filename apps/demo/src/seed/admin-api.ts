/** Talks to Accord's admin API with the demo's API token. Answers other than 2xx throw with the problem's text. */
export class AdminApi {
  constructor(
    private readonly url: string,
    private readonly token: string,
  ) {}

  async get<Body>(path: string): Promise<Body> {
    const answer = await this.send('GET', path);
    return this.read<Body>(answer, path);
  }

  async write<Body>(
    method: 'POST' | 'PUT' | 'DELETE',
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ) {
    return this.read<Body>(await this.send(method, path, body, headers), path);
  }

  async exists(path: string): Promise<boolean> {
    const answer = await this.send('GET', path);
    await answer.arrayBuffer();
    return answer.ok;
  }

  private send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
    return fetch(`${this.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  private async read<Body>(answer: Response, path: string): Promise<Body> {
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${text.slice(0, 2000)}`);
    return (text === '' ? undefined : JSON.parse(text)) as Body;
  }
}
