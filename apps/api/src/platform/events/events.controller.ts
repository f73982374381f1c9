import { Controller, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Endpoint } from '../http/endpoint.js';
import { EventsService } from './events.service.js';

@Controller()
export class EventsController {
  constructor(private readonly events: EventsService) {}

  @Endpoint({
    method: 'GET',
    path: '/v1/events',
    authenticated: true,
    summary:
      'Server-sent events: `change` (what changed), `heartbeat` (every 15 s), and passing ones such as `report`',
    status: 200,
    response: { media: 'text/event-stream' },
    problems: ['shutting_down'],
  })
  streamEvents(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    this.events.connect(request, reply);
  }
}
