'use client';

import { Button, ErrorState, Field, Input, formatDuration, useNow } from '@accord/ui';
import { useState, type SubmitEvent } from 'react';
import { asProblem } from '../../lib/api-problem';
import { textOf } from '../shared/form-text';
import { logInMessage } from './log-in-problem';
import { useLogIn } from './session-queries';

export interface LogInFormProps {
  /** Known when a session ended and the same person comes back. */
  email?: string | undefined;
  onLoggedIn: () => void;
}

/** E-mail and password. What was typed stays when a try fails. */
export function LogInForm({ email, onLoggedIn }: LogInFormProps) {
  const logIn = useLogIn();
  const [blockedUntil, setBlockedUntil] = useState(0);
  const now = useNow() ?? 0;
  const wait = Math.max(0, blockedUntil - now);

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (logIn.isPending || wait > 0) return;
    const form = new FormData(event.currentTarget);
    const credentials = { email: textOf(form, 'email'), password: textOf(form, 'password') };
    logIn.mutate(credentials, {
      onSuccess: onLoggedIn,
      onError: (error) => {
        const { waitSeconds } = logInMessage(asProblem(error));
        if (waitSeconds) setBlockedUntil(Math.floor(Date.now() / 1_000) + waitSeconds);
      },
    });
  };

  return (
    <form method="post" onSubmit={submit} className="flex flex-col gap-4">
      {logIn.error && <LogInError error={logIn.error} wait={wait} />}
      <Field label="E-mail" name="email">
        <Input type="email" autoComplete="username" required defaultValue={email} autoFocus={!email} />
      </Field>
      <Field label="Password" name="password">
        <Input type="password" autoComplete="current-password" required autoFocus={Boolean(email)} />
      </Field>
      <Button variant="primary" size="md" type="submit" aria-disabled={logIn.isPending || wait > 0}>
        {logIn.isPending ? 'Logging in…' : wait > 0 ? `Wait ${formatDuration(wait)}` : 'Log in'}
      </Button>
    </form>
  );
}

function LogInError({ error, wait }: { error: Error; wait: number }) {
  const problem = asProblem(error);
  const message = logInMessage(problem);
  const detail = wait > 0 ? `Try again in ${formatDuration(wait)}.` : message.detail;
  return <ErrorState title={message.title} detail={detail} requestId={problem.requestId} />;
}
