import { useSignal } from '@preact/signals';
import { sentenceOf } from '../api/problem';
import type { LobbyState } from '../api/types';
import { lobby as words } from '../i18n/en/lobby';
import { say } from '../i18n/text';
import { type Said, SaveLine } from '../ui/SaveLine';
import { Switch } from '../ui/Switch';
import type { LobbyModel } from './model';

const MOST_DAYS = 3650;

interface SettingsProps {
  readonly model: LobbyModel;
  readonly state: LobbyState;
}

export function Settings({ model, state }: SettingsProps) {
  const record = useSignal(state.record);
  const days = useSignal(String(state.retentionDays));
  const release = useSignal(state.releaseByDefault ?? false);
  const video = useSignal(state.video);
  const twice = useSignal(state.redundantAudio);
  const peek = useSignal(state.peek);
  const said = useSignal<Said>(null);
  const most = state.allowed?.retentionDays ?? MOST_DAYS;
  const save = async () => {
    const retentionDays = Number(days.value);
    if (!Number.isInteger(retentionDays) || retentionDays < 1 || retentionDays > most) {
      said.value = {
        text: most < MOST_DAYS ? say(words.retentionMost, { days: most }) : words.badRetention,
        bad: true,
      };
      return;
    }
    try {
      await model.saveSettings({
        record: record.value,
        retentionDays,
        releaseByDefault: release.value,
        video: video.value,
        redundantAudio: twice.value,
        peek: peek.value,
      });
      said.value = { text: words.saved, bad: false };
    } catch (problem) {
      said.value = { text: sentenceOf(problem), bad: true };
    }
  };
  return (
    <section class="card">
      <h2>{words.settings}</h2>
      <form
        class="settings"
        onSubmit={event => {
          event.preventDefault();
          void save();
        }}
      >
        <Switch
          on={record}
          label={words.record}
          hint={state.allowed?.record === false ? words.recordNot : words.recordHint}
          disabled={state.allowed?.record === false}
        />
        <label class="field narrow">
          <span>{words.retention}</span>
          <input
            type="number"
            min={1}
            max={most}
            inputMode="numeric"
            value={days.value}
            aria-describedby="retention-hint"
            onInput={event => {
              days.value = event.currentTarget.value;
            }}
          />
        </label>
        <p id="retention-hint" class="small quiet">
          {most < MOST_DAYS ? say(words.retentionMost, { days: most }) : words.retentionHint}
        </p>
        <Switch
          on={release}
          label={words.releaseByDefault}
          {...(state.allowed?.release === false ? { hint: words.releaseNot, disabled: true } : {})}
        />
        <label class="field">
          <span>{words.video}</span>
          <select
            value={video.value}
            aria-describedby="video-hint"
            onChange={event => {
              video.value = event.currentTarget.value === 'h264' ? 'h264' : 'vp8';
            }}
          >
            <option value="vp8">{words.vp8}</option>
            <option value="h264">{words.h264}</option>
          </select>
        </label>
        <p id="video-hint" class="small quiet">
          {words.videoHint}
        </p>
        <Switch on={twice} label={words.redundantAudio} hint={words.redundantAudioHint} />
        <Switch on={peek} label={words.peek} hint={words.peekHint} />
        <SaveLine label={words.save} said={said.value} />
      </form>
    </section>
  );
}
