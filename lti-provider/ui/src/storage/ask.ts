/** One question to the platform's window (LTI Client Side postMessages 0.1, LTI postMessage Storage 0.1). */
export interface Question {
  readonly subject: 'lti.put_data' | 'lti.get_data';
  readonly key: string;
  readonly value?: string;
}

/** Whom to ask: a frame inside the platform's window by name, or `_parent` for the window itself. */
export interface Platform {
  readonly target: string;
  readonly origin: string;
}

/** Canvas' apps name a frame and never answer. */
export const WAIT_MS = 2_000;
/** A platform's storage frame may still be loading, and hears nothing before; asking twice changes nothing. */
export const AGAIN_MS = 250;

/** The platform's value; null when it has none, refuses, or does not answer in time. Only its own origin is heard. */
export function ask(platform: Platform, question: Question, own: Window = window): Promise<string | null> {
  return new Promise(resolve => {
    const message = { ...question, message_id: own.crypto.randomUUID() };
    const end = (value: string | null) => {
      own.removeEventListener('message', heard);
      clearTimeout(timer);
      clearInterval(again);
      resolve(value);
    };
    const heard = (event: MessageEvent) => {
      const answer = event.data as { subject?: string; message_id?: string; value?: unknown; error?: unknown } | null;
      if (
        event.origin === platform.origin &&
        answer?.message_id === message.message_id &&
        answer.subject === `${question.subject}.response`
      ) {
        end(answer.error === undefined && typeof answer.value === 'string' ? answer.value : null);
      }
    };
    const timer = setTimeout(() => end(null), WAIT_MS);
    own.addEventListener('message', heard);
    const send = () => {
      try {
        frameOf(platform.target, own)?.postMessage(message, platform.origin);
      } catch {
        end(null);
      }
    };
    const again = setInterval(send, AGAIN_MS);
    send();
  });
}

/** The platform's window is around us, or has opened us; its storage may be in a frame beside us. */
function frameOf(target: string, own: Window): Window | null {
  const platform = own.parent === own ? (own.opener as Window | null) : own.parent;
  if (platform === null || target === '_parent') {
    return platform;
  }
  return (platform.frames as unknown as Record<string, Window | undefined>)[target] ?? platform;
}
