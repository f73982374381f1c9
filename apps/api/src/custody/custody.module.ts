import { Global, Module } from '@nestjs/common';
import { CONFIG, type Config } from '../platform/config/config.js';
import { KeyBox } from './key-box.js';

/** Global: whoever stores a private key seals it with the KeyBox. */
@Global()
@Module({
  providers: [
    { provide: KeyBox, inject: [CONFIG], useFactory: (config: Config) => new KeyBox(config.masterKey) },
  ],
  exports: [KeyBox],
})
export class CustodyModule {}
