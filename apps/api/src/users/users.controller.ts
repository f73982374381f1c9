import { Body, Controller, Param, Query } from '@nestjs/common';
import { z } from 'zod';
import { CreateUser, UpdateUser, UserPage, UserView, UsersQuery } from '@accord/contract/http';
import { Endpoint } from '../platform/http/endpoint.js';
import { Caller } from '../platform/http/request-context.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { UsersService } from './users.service.js';

const UserPath = z.object({ user: z.uuid() });
type UserPath = z.infer<typeof UserPath>;

@Controller()
export class UsersController {
  constructor(private readonly users: UsersService) {}

  @Endpoint({
    method: 'GET',
    path: '/v1/users',
    permission: 'users:read',
    summary: 'List the accounts of people',
    status: 200,
    response: UserPage,
  })
  listUsers(@Query({ schema: UsersQuery }) query: UsersQuery): Promise<UserPage> {
    return this.users.list(query);
  }

  @Endpoint({
    method: 'POST',
    path: '/v1/users',
    permission: 'users:write',
    summary: 'Create an account',
    status: 201,
    location: '/v1/users/:id',
    response: UserView,
    problems: ['user_exists'],
  })
  createUser(
    @Caller() caller: RequestContext,
    @Body({ schema: CreateUser }) body: CreateUser,
  ): Promise<UserView> {
    return this.users.create(caller, body);
  }

  @Endpoint({
    method: 'GET',
    path: '/v1/users/:user',
    permission: 'users:read',
    summary: 'Read an account',
    status: 200,
    response: UserView,
  })
  getUser(@Param({ schema: UserPath }) { user }: UserPath): Promise<UserView> {
    return this.users.get(user);
  }

  @Endpoint({
    method: 'PATCH',
    path: '/v1/users/:user',
    permission: 'users:write',
    summary: 'Change name, role, status or password of an account',
    status: 200,
    response: UserView,
    problems: ['last_admin'],
  })
  updateUser(
    @Caller() caller: RequestContext,
    @Param({ schema: UserPath }) { user }: UserPath,
    @Body({ schema: UpdateUser }) body: UpdateUser,
  ): Promise<UserView> {
    return this.users.update(caller, user, body);
  }
}
