import { type ReadonlySignal, useSignal } from '@preact/signals';
import type { ComponentType } from 'preact';
import type { Source } from '../device/devices';
import { deviceProblem } from '../device/words';
import { klass } from '../i18n/en/class';
import { rooms as roomWords } from '../i18n/en/rooms';
import { Screen } from '../media/screen';
import {
  BackIcon,
  CameraIcon,
  CameraOffIcon,
  EndIcon,
  HandIcon,
  LeaveIcon,
  MicIcon,
  MicOffIcon,
  RecordIcon,
  RoomsIcon,
  ScreenIcon,
} from '../ui/icons';
import { useClass } from './context';

interface ControlProps {
  readonly icon: ComponentType;
  readonly word: string;
  readonly label: string;
  readonly look?: 'off' | 'on' | 'live' | 'danger' | 'primary' | undefined;
  readonly pressed?: boolean | undefined;
  readonly onPress: () => void;
}

function Control({ icon: Icon, word, label, look, pressed, onPress }: ControlProps) {
  return (
    <button
      type="button"
      class={`control ${look ?? ''}`}
      aria-label={label}
      title={label}
      aria-pressed={pressed}
      onClick={onPress}
    >
      <Icon />
      <span>{word}</span>
    </button>
  );
}

export function ControlBar() {
  const { participant } = useClass();
  const host = participant.classroom.host.value;
  const observer = participant.classroom.role.value === 'observer';
  return (
    <footer class="bar">
      <div class="bar-group" role="toolbar" aria-label={klass.bar}>
        {!observer && <Mic />}
        {!observer && <Camera />}
        {host && Screen.possible && <Share />}
        {!observer && <Hand />}
      </div>
      <div class="bar-group">
        {host && <HostControls />}
        <Control icon={LeaveIcon} word={klass.leave} label={klass.leaveLabel} onPress={() => participant.leave()} />
      </div>
    </footer>
  );
}

function Mic() {
  const { participant } = useClass();
  const muted = participant.muted.value;
  const on = participant.micOn.value;
  const elsewhere = on && participant.classroom.myTalk.value !== null;
  return (
    <Device source={participant.devices.mic}>
      {failed => (
        <Control
          icon={on ? MicIcon : MicOffIcon}
          word={muted ? klass.mutedByTeacher : elsewhere ? klass.micElsewhere : klass.mic}
          label={muted ? klass.mutedByTeacher : elsewhere ? klass.micElsewhereOn : on ? klass.micOn : klass.micOff}
          look={elsewhere ? 'live' : on ? undefined : 'off'}
          onPress={() => {
            failed.value = false;
            void participant.toggleMic().then(() => {
              failed.value = participant.devices.mic.track.peek() === null;
            });
          }}
        />
      )}
    </Device>
  );
}

function Camera() {
  const { participant } = useClass();
  const on = participant.cameraOn.value;
  return (
    <Device source={participant.devices.camera}>
      {failed => (
        <Control
          icon={on ? CameraIcon : CameraOffIcon}
          word={klass.camera}
          label={on ? klass.cameraOn : klass.cameraOff}
          look={on ? undefined : 'off'}
          onPress={() => {
            failed.value = false;
            void participant.toggleCamera().then(() => {
              failed.value = participant.devices.camera.track.peek() === null;
            });
          }}
        />
      )}
    </Device>
  );
}

interface DeviceProps {
  readonly source: Source;
  readonly children: (failed: { value: boolean }) => preact.ComponentChildren;
}

/** Says beside the control why a device does not work, once somebody pressed it. */
function Device({ source, children }: DeviceProps) {
  const failed = useSignal(false);
  const sentence = failed.value ? deviceProblem(source.kind, source.state.value) : null;
  return (
    <div class="control-place">
      {sentence && (
        <p class="control-hint notice warn" role="alert">
          {sentence}
        </p>
      )}
      {children(failed)}
    </div>
  );
}

function Share() {
  const { participant } = useClass();
  const on = participant.sharing.value;
  return (
    <Control
      icon={ScreenIcon}
      word={on ? klass.stopShare : klass.share}
      label={on ? klass.shareOn : klass.shareOff}
      look={on ? 'on' : undefined}
      onPress={() => void participant.toggleShare()}
    />
  );
}

function Hand() {
  const { participant } = useClass();
  const up = participant.handUp.value;
  return (
    <Control
      icon={HandIcon}
      word={klass.hand}
      label={up ? klass.handUp : klass.handDown}
      look={up ? 'on' : undefined}
      pressed={up}
      onPress={() => participant.toggleHand()}
    />
  );
}

function HostControls() {
  const { participant, screen } = useClass();
  const { classroom } = participant;
  const { open, closingAt } = classroom.rooms.value;
  const recording = classroom.recording.value.on;
  const muteAll = classroom.muteAll.value;
  return (
    <>
      {open && !closingAt && <BringBack notice={screen.notice} />}
      <Control
        icon={RoomsIcon}
        word={klass.rooms}
        label={klass.rooms}
        look={open ? 'on' : undefined}
        onPress={() => {
          if (open) {
            screen.togglePanel('rooms');
          } else {
            screen.dialog.value = 'rooms';
          }
        }}
      />
      {classroom.allowed.value.record && (
        <Control
          icon={RecordIcon}
          word={klass.record}
          label={recording ? klass.recordOn : klass.recordOff}
          look={recording ? 'on' : undefined}
          pressed={recording}
          onPress={() => void participant.ask({ type: 'record', on: !recording })}
        />
      )}
      <Control
        icon={muteAll ? MicIcon : MicOffIcon}
        word={muteAll ? klass.unmuteAll : klass.muteAll}
        label={muteAll ? klass.unmuteAllLabel : klass.muteAllLabel}
        look={muteAll ? 'on' : undefined}
        onPress={() => void participant.ask({ type: 'muteAll', on: !muteAll })}
      />
      <Control
        icon={EndIcon}
        word={klass.end}
        label={klass.endLabel}
        look="danger"
        onPress={() => {
          screen.dialog.value = 'end';
        }}
      />
    </>
  );
}

function BringBack({ notice }: { readonly notice: ReadonlySignal<number> }) {
  const { participant } = useClass();
  return (
    <Control
      icon={BackIcon}
      word={roomWords.bringBack}
      label={roomWords.bringBack}
      look="primary"
      onPress={() => void participant.ask({ type: 'closeRooms', notice: notice.peek() })}
    />
  );
}
