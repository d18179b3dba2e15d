import { useSignal } from '@preact/signals';
import { sentenceOf } from '../api/problem';
import { admin as common } from '../i18n/en/admin';
import { policies as words } from '../i18n/en/admin-more';
import { say } from '../i18n/text';
import { Confirm } from '../ui/Dialog';
import { Field } from '../ui/Field';
import { type Said, SaveLine } from '../ui/SaveLine';
import { Switch } from '../ui/Switch';
import type { AdminModel } from './model';
import type { Policy, PolicyOf } from './types';

interface FormProps {
  readonly model: AdminModel;
  readonly whose: PolicyOf;
  readonly onSaved: () => Promise<void>;
}

/** One deployment's policies. What deletes recordings is asked about first. */
export function PolicyForm({ model, whose, onSaved }: FormProps) {
  const { policy, peopleLimit } = whose;
  const recording = useSignal(policy.recording);
  const release = useSignal(policy.release);
  const chat = useSignal(policy.chat);
  const retention = useSignal(text(policy.retentionDays));
  const people = useSignal(text(policy.maxPeople));
  const minutes = useSignal(text(policy.maxMinutes));
  const said = useSignal<Said>(null);
  const deleting = useSignal<number | null>(null);
  const path = `policies/${whose.deployment}`;
  const wanted = (): Policy => ({
    recording: recording.value,
    release: release.value,
    chat: chat.value,
    ...limit('retentionDays', retention.value),
    ...limit('maxPeople', people.value),
    ...limit('maxMinutes', minutes.value),
  });
  const attempt = async (work: () => Promise<void>) => {
    try {
      await work();
    } catch (refused) {
      said.value = { text: sentenceOf(refused), bad: true };
    }
  };
  const put = () =>
    attempt(async () => {
      await model.call('PUT', path, wanted());
      said.value = { text: common.saved, bad: false };
      await onSaved();
    });
  const save = () => {
    said.value = null;
    if (!within(retention.value, 1, 3650) || !within(people.value, 2, peopleLimit) || !within(minutes.value, 5, 1440)) {
      said.value = { text: words.badNumber, bad: true };
      return Promise.resolve();
    }
    return attempt(async () => {
      const days = Number(retention.value);
      const { count } =
        days > 0 ? await model.call<{ count: number }>('GET', `${path}/older?days=${days}`) : { count: 0 };
      if (count > 0) {
        deleting.value = count;
      } else {
        await put();
      }
    });
  };
  return (
    <form
      class="card settings"
      noValidate
      onSubmit={event => {
        event.preventDefault();
        void save();
      }}
    >
      <Switch label={words.recording} hint={words.recordingHint} on={recording} />
      <Switch label={words.release} hint={words.releaseHint} on={release} />
      <Switch label={words.chat} hint={words.chatHint} on={chat} />
      <div class="form-grid policy-limits">
        <Field
          type="number"
          label={words.retention}
          hint={words.retentionHint}
          min={1}
          max={3650}
          value={retention.value}
          onValue={value => {
            retention.value = value;
          }}
        />
        <Field
          type="number"
          label={words.people}
          hint={say(words.peopleHint, { limit: peopleLimit })}
          min={2}
          max={peopleLimit}
          value={people.value}
          onValue={value => {
            people.value = value;
          }}
        />
        <Field
          type="number"
          label={words.minutes}
          hint={words.minutesHint}
          min={5}
          max={1440}
          value={minutes.value}
          onValue={value => {
            minutes.value = value;
          }}
        />
      </div>
      <SaveLine label={common.save} said={said.value} />
      {deleting.value !== null && (
        <Confirm
          title={words.shorten}
          text={say(words.shortenText, { count: deleting.value })}
          action={words.shortenDo}
          onConfirm={() => void put()}
          onClose={() => {
            deleting.value = null;
          }}
        />
      )}
    </form>
  );
}

function text(limit: number | undefined): string {
  return limit === undefined ? '' : String(limit);
}

function limit(name: 'retentionDays' | 'maxPeople' | 'maxMinutes', value: string): Partial<Policy> {
  return value.trim() === '' ? {} : { [name]: Number(value) };
}

/** Empty, or a whole number within the limits. */
function within(value: string, least: number, most: number): boolean {
  const figure = Number(value);
  return value.trim() === '' || (Number.isInteger(figure) && figure >= least && figure <= most);
}
