import { readConfig, urlOf } from './config.js';
import { startDemo } from './demo.js';
import { log } from './log.js';

try {
  const config = readConfig(process.env);
  const demo = await startDemo(config, log);
  log(`demo: ready on ${urlOf(config, 'page')}`);
  const stop = () => {
    void demo.close().then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
} catch (error) {
  process.stderr.write(`demo: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
