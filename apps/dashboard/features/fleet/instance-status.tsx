import type { InstanceView } from '@accord/contract/http';
import { Status, type StatusProps } from '@accord/ui';
import { CircleAlert, CircleCheck, CircleStop, CircleX, Clock, LoaderCircle, WifiOff } from 'lucide-react';

type Look = Pick<StatusProps, 'tone' | 'icon'> & { word: string; meaning: string };

const LOOKS: Readonly<Record<InstanceView['status'], Look>> = {
  in_sync: {
    tone: 'ok',
    icon: CircleCheck,
    word: 'In sync',
    meaning: 'enforces the newest policy',
  },
  rolling_out: {
    tone: 'info',
    icon: LoaderCircle,
    word: 'Rolling out',
    meaning: 'a newer policy is on its way',
  },
  behind: {
    tone: 'warn',
    icon: Clock,
    word: 'Behind',
    meaning: 'should have taken the newest policy by now',
  },
  ahead: {
    tone: 'danger',
    icon: CircleAlert,
    word: 'Ahead',
    meaning:
      'holds a newer policy than this control plane knows: was it restored from a backup? Run after-restore',
  },
  refused: {
    tone: 'danger',
    icon: CircleX,
    word: 'Refused',
    meaning: 'did not accept the newest policy; goes on with the one before, if there was one',
  },
  silent: { tone: 'warn', icon: WifiOff, word: 'Silent', meaning: 'has not been heard from' },
  stopped: { tone: 'neutral', icon: CircleStop, word: 'Stopped', meaning: 'said that it stops' },
};

/** How an instance stands, computed by the API when read. */
export function InstanceStatusLabel({ status }: { status: InstanceView['status'] }) {
  const { tone, icon, word } = LOOKS[status];
  return (
    <Status tone={tone} icon={icon}>
      {word}
    </Status>
  );
}

export function instanceStatusMeaning(status: InstanceView['status']): string {
  return LOOKS[status].meaning;
}
