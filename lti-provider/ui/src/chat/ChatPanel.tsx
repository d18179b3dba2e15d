import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { useClass } from '../class/context';
import { klass } from '../i18n/en/class';
import { timeOfDay } from '../i18n/text';
import { Avatar } from '../ui/Avatar';

const LIMIT = 2_000;

/** The conversation of the room one is in. */
export function ChatPanel() {
  const { participant, screen } = useClass();
  const messages = participant.classroom.roomChat.value;
  const list = useRef<HTMLDivElement>(null);
  const last = messages[messages.length - 1]?.n ?? 0;
  useEffect(() => {
    screen.readUpTo.value = Math.max(screen.readUpTo.peek(), last);
    list.current?.scrollTo({ top: list.current.scrollHeight });
  }, [screen, last]);
  return (
    <>
      {/* Not live: the announcer says new messages, whether this is open or not. */}
      <div ref={list} class="panel-body" role="log" aria-live="off" aria-label={klass.chat}>
        <ol class="chat">
          {messages.length === 0 && <li class="quiet small">{klass.chatEmpty}</li>}
          {messages.map(chat => (
            <li key={chat.n} class="chat-line">
              <Avatar id={chat.person} name={chat.name} />
              <div>
                <p class="chat-head">
                  <strong>{chat.name}</strong> <time class="small quiet">{timeOfDay(chat.at)}</time>
                </p>
                <p class="chat-text">{chat.text}</p>
              </div>
            </li>
          ))}
        </ol>
      </div>
      {participant.classroom.allowed.value.chat ? <Write /> : <p class="chat-write quiet">{klass.chatOff}</p>}
    </>
  );
}

function Write() {
  const { participant } = useClass();
  const text = useSignal('');
  const field = useRef<HTMLTextAreaElement>(null);
  const send = async () => {
    const trimmed = text.peek().trim();
    if (trimmed !== '' && (await participant.ask({ type: 'chat', text: trimmed }))) {
      text.value = '';
      field.current?.focus();
    }
  };
  return (
    <form
      class="chat-write"
      onSubmit={event => {
        event.preventDefault();
        void send();
      }}
    >
      <textarea
        ref={field}
        rows={2}
        maxLength={LIMIT}
        placeholder={klass.chatWrite}
        aria-label={klass.chatWrite}
        value={text.value}
        onInput={event => {
          text.value = event.currentTarget.value;
        }}
        onKeyDown={event => {
          if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
            event.preventDefault();
            void send();
          }
        }}
      />
      {text.value.length >= LIMIT && (
        <p class="small bad-text" role="status">
          {klass.chatTooLong}
        </p>
      )}
      <button type="submit" class="button primary" disabled={text.value.trim() === ''}>
        {klass.send}
      </button>
    </form>
  );
}
