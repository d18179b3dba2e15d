import { DevicePicker } from '../device/DevicePicker';
import { deviceProblem } from '../device/words';
import { klass } from '../i18n/en/class';
import { common } from '../i18n/en/common';
import { Dialog } from '../ui/Dialog';
import { useClass } from './context';

export function DevicesDialog({ onClose }: { readonly onClose: () => void }) {
  const { devices } = useClass().participant;
  const { mics, cameras, speakers } = devices.list.value;
  const problems = [
    deviceProblem('mic', devices.mic.state.value),
    deviceProblem('camera', devices.camera.state.value),
  ].filter(sentence => sentence !== null);
  return (
    <Dialog title={klass.settingsTitle} onClose={onClose}>
      <div class="stack">
        {problems.map(sentence => (
          <p key={sentence} class="notice warn">
            {sentence}
          </p>
        ))}
        <DevicePicker
          label={common.microphone}
          list={mics}
          chosen={devices.mic.chosen.value}
          onChoose={id => void devices.mic.choose(id)}
        />
        <DevicePicker
          label={common.camera}
          list={cameras}
          chosen={devices.camera.chosen.value}
          onChoose={id => void devices.camera.choose(id)}
        />
        <DevicePicker
          label={common.speaker}
          list={speakers}
          chosen={devices.speaker.value}
          onChoose={id => {
            devices.speaker.value = id;
          }}
        />
      </div>
    </Dialog>
  );
}
