import { Module } from '@nestjs/common';
import { BundlesModule } from '../bundles/bundles.module.js';
import { TrustController } from './trust.controller.js';

@Module({ imports: [BundlesModule], controllers: [TrustController] })
export class TrustModule {}
