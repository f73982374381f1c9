import { verdicts } from './corpus.mjs';

console.log(JSON.stringify(verdicts()));
