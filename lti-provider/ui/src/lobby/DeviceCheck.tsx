import { useEffect, useMemo } from 'preact/hooks';
import { DevicePicker } from '../device/DevicePicker';
import type { Devices, Source } from '../device/devices';
import { Meter } from '../device/meter';
import { deviceProblem } from '../device/words';
import { common } from '../i18n/en/common';
import { lobby as words } from '../i18n/en/lobby';
import { CameraIcon, CameraOffIcon, MicIcon, MicOffIcon } from '../ui/icons';
import { Video } from '../ui/Video';

/** What one looks and sounds like before joining. Off while the class is open elsewhere, which needs the devices. */
export function DeviceCheck({ devices, opened }: { readonly devices: Devices; readonly opened: boolean }) {
  useEffect(() => {
    if (!opened) {
      void devices.mic.start();
      void devices.camera.start();
    }
  }, [devices, opened]);
  const { mics, cameras, speakers } = devices.list.value;
  return (
    <section class="check-devices" aria-label={words.devices}>
      <Preview source={devices.camera} />
      <div class="toggles">
        <Toggle source={devices.mic} on={words.turnMicOn} off={words.turnMicOff} />
        <Toggle source={devices.camera} on={words.turnCameraOn} off={words.turnCameraOff} />
        <Level source={devices.mic} />
      </div>
      <Problem source={devices.mic} />
      <Problem source={devices.camera} />
      <div class="pickers">
        <DevicePicker
          label={common.microphone}
          list={mics}
          chosen={devices.mic.chosen.value}
          onChoose={id => devices.mic.choose(id)}
        />
        <DevicePicker
          label={common.camera}
          list={cameras}
          chosen={devices.camera.chosen.value}
          onChoose={id => devices.camera.choose(id)}
        />
        <DevicePicker
          label={common.speaker}
          list={speakers}
          chosen={devices.speaker.value}
          onChoose={id => {
            devices.speaker.value = id;
            void devices.refresh();
          }}
        />
      </div>
    </section>
  );
}

function Preview({ source }: { readonly source: Source }) {
  const track = source.track.value;
  const stream = useMemo(() => (track === null ? null : new MediaStream([track])), [track]);
  return (
    <div class="preview" role="img" aria-label={stream ? words.preview : words.cameraOff}>
      {stream ? (
        <Video stream={stream} class="mirrored" />
      ) : (
        <span class="preview-off">
          <CameraOffIcon />
          {source.state.value === 'asking' ? words.starting : words.cameraOff}
        </span>
      )}
    </div>
  );
}

function Toggle({ source, on, off }: { readonly source: Source; readonly on: string; readonly off: string }) {
  const live = source.state.value === 'on';
  const mic = source.kind === 'mic';
  const Icon = mic ? (live ? MicIcon : MicOffIcon) : live ? CameraIcon : CameraOffIcon;
  return (
    <button
      type="button"
      class={live ? 'toggle' : 'toggle off'}
      aria-label={live ? off : on}
      title={live ? off : on}
      disabled={source.state.value === 'asking'}
      onClick={() => (live ? source.stop() : void source.start())}
    >
      <Icon />
    </button>
  );
}

function Level({ source }: { readonly source: Source }) {
  const meter = useMemo(() => new Meter(source.track), [source]);
  useEffect(() => () => meter.close(), [meter]);
  if (source.track.value === null) {
    return <p class="small quiet">{words.micIsOff}</p>;
  }
  return <LevelBar meter={meter} />;
}

function LevelBar({ meter }: { readonly meter: Meter }) {
  const level = Math.round(meter.level.value * 100);
  return (
    <div class="level">
      <meter class="spoken" min={0} max={100} value={level} aria-label={words.level} />
      <div class="level-track" aria-hidden="true">
        <div class="level-bar" style={{ transform: `scaleX(${level / 100})` }} />
      </div>
      <p class="small quiet">{words.levelHint}</p>
    </div>
  );
}

function Problem({ source }: { readonly source: Source }) {
  const sentence = deviceProblem(source.kind, source.state.value);
  if (sentence === null) {
    return null;
  }
  return (
    <div class="notice warn" role="status">
      <p>{sentence}</p>
      {source.state.value !== 'unsupported' && (
        <button type="button" class="button small" onClick={() => void source.start()}>
          {common.retry}
        </button>
      )}
    </div>
  );
}
