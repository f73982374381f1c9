import { verdicts } from './corpus.mjs';

export default { fetch: () => Response.json(verdicts()) };
