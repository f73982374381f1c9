import { createValidator } from '../create-validator.js';
import { makeBundleKey } from './signing.js';

/** A process that does nothing but wait for a first policy of the control plane. */
const [url = '', cacheDir = ''] = process.argv.slice(2);
const validator = createValidator({
  url,
  cacheDir,
  credential: 'acc_sc_nobody',
  trustKeys: [makeBundleKey('key-1').trust],
});
try {
  await validator.ready({ timeoutSeconds: 2 });
} catch (error) {
  process.stdout.write(String(error));
}
