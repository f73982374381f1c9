import { Module } from '@nestjs/common';
import { BundlesModule } from '../bundles/bundles.module.js';
import { PinsRepository } from './pins.repository.js';
import { TrustController } from './trust.controller.js';
import { TrustService } from './trust.service.js';

@Module({
  imports: [BundlesModule],
  controllers: [TrustController],
  providers: [PinsRepository, TrustService],
})
export class TrustModule {}
