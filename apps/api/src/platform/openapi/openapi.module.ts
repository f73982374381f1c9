import { Module } from '@nestjs/common';
import { OpenApiController, OpenApiSource } from './openapi.controller.js';

@Module({ controllers: [OpenApiController], providers: [OpenApiSource] })
export class OpenApiModule {}
