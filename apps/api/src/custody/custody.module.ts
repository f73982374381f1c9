import { Global, Module } from '@nestjs/common';
import { CONFIG, type Config } from '../platform/config/config.js';
import { Custody } from './custody.js';
import { KeyBox } from './key-box.js';
import { MasterKeyWatch } from './master-key-watch.js';

/** Global: whoever stores a private key seals it here. */
@Global()
@Module({
  providers: [
    Custody,
    MasterKeyWatch,
    { provide: KeyBox, inject: [CONFIG], useFactory: (config: Config) => new KeyBox(config.masterKey) },
  ],
  exports: [Custody],
})
export class CustodyModule {}
