// Platform storage for the tool (LTI Client Side postMessages 0.1, LTI postMessage Storage 0.1).
const settings = document.currentScript.dataset;
const kept = new Map();
const MAX_KEYS = 100;
const MAX_LENGTH = 4096;

function supported() {
  const frame = settings.frame ? { frame: settings.frame } : {};
  return [
    { subject: 'lti.capabilities' },
    { subject: 'lti.put_data', ...frame },
    { subject: 'lti.get_data', ...frame },
  ];
}

function answer(message) {
  const about = { subject: `${message.subject}.response`, message_id: message.message_id };
  const fail = (code, text) => ({ ...about, error: { code, message: text } });
  switch (message.subject.replace('org.imsglobal.', '')) {
    case 'lti.capabilities':
      return { ...about, supported_messages: supported() };
    case 'lti.put_data':
      if (typeof message.key !== 'string' || message.key === '') return fail('bad_request', 'key is missing');
      if (message.value === null || message.value === undefined) kept.delete(message.key);
      else if (String(message.value).length > MAX_LENGTH || kept.size >= MAX_KEYS)
        return fail('storage_exhaustion', 'too much to keep');
      else kept.set(message.key, message.value);
      return { ...about, key: message.key, value: message.value ?? null };
    case 'lti.get_data':
      return { ...about, key: message.key, value: kept.get(message.key) ?? null };
    default:
      return null;
  }
}

addEventListener('message', (event) => {
  const message = event.data;
  if (event.origin !== settings.tool || typeof message?.subject !== 'string' || !message.message_id) return;
  const reply = answer(message);
  if (reply) setTimeout(() => event.source.postMessage(reply, event.origin), Number(settings.delay));
});
