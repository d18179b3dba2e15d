import { modes as words } from '../i18n/en/modes';
import { clock, say } from '../i18n/text';
import type { Talk } from '../protocol/messages';
import { now } from '../ui/now';
import { useClass } from './context';

/** Where one's voice goes, who speaks to one from elsewhere, and which room one looks into: as long as it lasts. */
export function Modes() {
  const { participant } = useClass();
  const { classroom } = participant;
  const mine = classroom.myTalk.value;
  const peek = classroom.peek.value;
  const heard = [...classroom.talks.value.values()].filter(talk => talk.person !== classroom.me.value);
  return (
    <>
      <div role="status">
        {heard.map(talk => (
          <p key={talk.person} class="banner" data-talk={talk.to}>
            {say(heardSentence(talk), { name: classroom.nameOf(talk.person) })}
          </p>
        ))}
      </div>
      <div role="alert">
        {mine && (
          <p class="banner elsewhere" data-talk={mine.to}>
            <strong>
              {mySentence(
                mine,
                n => classroom.roomNameOf(n),
                id => classroom.nameOf(id),
              )}
            </strong>
            {mine.until && <Left until={Date.parse(mine.until) + classroom.skew} />}
            {mine.to !== 'nobody' && (
              <button
                type="button"
                class="button small"
                aria-label={words.stopTalk}
                onClick={() => void participant.speakHere()}
              >
                {words.stop}
              </button>
            )}
          </p>
        )}
      </div>
      <div role="status">
        {peek !== null && (
          <p class="banner elsewhere">
            <strong>{say(words.peeking, { room: classroom.roomNameOf(peek) })}</strong>{' '}
            <button
              type="button"
              class="button small"
              onClick={() => void participant.ask({ type: 'peek', room: null })}
            >
              {words.stopPeek}
            </button>
          </p>
        )}
      </div>
    </>
  );
}

/** Counts down beside the sentence, which alone is read out. */
function Left({ until }: { readonly until: number }) {
  const left = clock(Math.max(0, (until - now.value) / 1000 + 0.5));
  return (
    <span class="numbers" aria-hidden="true">
      {say(words.endsIn, { time: left })}
    </span>
  );
}

function heardSentence(talk: Talk): string {
  return { person: words.toYou, room: words.toYourRoom, rooms: words.toRooms, nobody: '' }[talk.to];
}

export function mySentence(talk: Talk, roomName: (n: number) => string, nameOf: (id: string) => string): string {
  switch (talk.to) {
    case 'room':
      return say(words.youToRoom, { room: roomName(talk.room ?? 0) });
    case 'person':
      return say(words.youToPerson, { name: nameOf(talk.whom ?? '') });
    case 'rooms':
      return words.youToRooms;
    case 'nobody':
      return words.youToNobody;
  }
}
