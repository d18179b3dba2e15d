import { lazy } from '../ui/lazy';
import { Joining } from './Calm';
import { useClass } from './context';

const Live = lazy(async () => (await import('./Live')).Live);
const Waiting = lazy(async () => (await import('./Waiting')).Waiting);
const Ended = lazy(async () => (await import('./Screens')).Ended);
const Gone = lazy(async () => (await import('./Screens')).Gone);

/** One screen for each state that the class and the connection can be in. */
export function ClassPage() {
  const { participant } = useClass();
  const ending = participant.connection.ending.value;
  const phase = participant.classroom.phase.value;
  if (phase === 'ended') {
    return <Ended />;
  }
  if (ending !== null) {
    return <Gone why={ending} />;
  }
  switch (phase) {
    case 'joining':
      return <Joining />;
    case 'waiting':
      return <Waiting />;
    case 'live':
      return <Live />;
  }
}
