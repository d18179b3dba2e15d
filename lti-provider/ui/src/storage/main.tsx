import '../ui/message.css';
import { storage as words } from '../i18n/en/storage';
import { ask } from './ask';

interface Step {
  readonly step: 'put' | 'get';
  readonly target: string;
  readonly origin: string;
  readonly key: string;
  readonly value: string;
  readonly next?: string;
}

const step = JSON.parse(document.getElementById('bootstrap')?.textContent ?? '{}') as Step;
const status = document.getElementById('status');
if (status) {
  status.textContent = words.opening;
}
if (step.step === 'put') {
  // Whatever the platform says: the cookie may do.
  await ask(step, { subject: 'lti.put_data', key: step.key, value: step.value });
  location.replace(step.next ?? '/');
} else {
  const found = await ask(step, { subject: 'lti.get_data', key: step.key });
  const form = document.getElementById('launch') as HTMLFormElement;
  (form.elements.namedItem('lti_storage') as HTMLInputElement).value = found ?? 'none';
  form.submit();
}
