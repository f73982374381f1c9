import { PUBLIC_ORIGIN, type TestApp, type TestResponse } from './test-app.js';

/** A person in front of a browser: keeps the cookie, and says where a request comes from as browsers do. */
export class TestBrowser {
  private cookie: string | undefined;

  constructor(private readonly api: TestApp) {}

  /** The cookie as it would be sent; undefined before the log-in. */
  get sessionCookie(): string | undefined {
    return this.cookie;
  }

  async logIn(email: string, password: string): Promise<TestResponse<Record<string, unknown>>> {
    const response = await this.send('POST', '/v1/session', { email, password });
    const set = response.headers.getSetCookie()[0];
    if (set !== undefined) this.cookie = set.split(';')[0];
    return response;
  }

  send<Body = Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = { origin: PUBLIC_ORIGIN },
  ): Promise<TestResponse<Body>> {
    return this.api.request<Body>(method, path, {
      token: null,
      body,
      headers: { ...headers, ...(this.cookie === undefined ? {} : { cookie: this.cookie }) },
    });
  }
}
