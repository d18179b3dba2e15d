import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import { Http } from '../api/http';
import { sentenceOf } from '../api/problem';
import type { ClassGroups, LastRooms, Roster } from '../api/types';
import type { Choice } from '../device/choice';
import { Devices } from '../device/devices';
import { klass } from '../i18n/en/class';
import { modes } from '../i18n/en/modes';
import { Screen } from '../media/screen';
import { type Sending, Session } from '../media/session';
import { Sound } from '../media/sound';
import { ViewReport } from '../media/view';
import { Classroom } from '../model/classroom';
import type { Address, ClientMessage, ServerMessage } from '../protocol/messages';
import { Connection } from '../signal/connection';
import { Announcer } from './announcer';

/** Pictures that this window can show at once. */
const TILES = 25;
const TILES_NARROW = 12;

/** Me in the class: what I send, what I ask for, and the parts that carry it. Knows no screen. */
export class Participant {
  readonly classroom = new Classroom();
  readonly announcer = new Announcer(this.classroom);
  readonly devices = new Devices();
  readonly screen = new Screen();
  readonly connection: Connection;
  readonly session: Session;
  readonly sound: Sound;
  readonly view: ViewReport;
  readonly tiles = window.innerWidth < 600 ? TILES_NARROW : TILES;

  /** Muted by a host: the bridge stops the microphone whatever we send. */
  readonly muted: ReadonlySignal<boolean> = computed(() => this.classroom.mine.value?.muted ?? false);
  readonly micOn: ReadonlySignal<boolean>;
  readonly cameraOn: ReadonlySignal<boolean>;
  readonly sharing: ReadonlySignal<boolean>;
  readonly handUp: ReadonlySignal<boolean> = computed(() =>
    this.classroom.hands.value.includes(this.classroom.me.value),
  );
  private readonly wantsMic = signal(false);
  private readonly talking = signal(false);
  private readonly stops: (() => void)[] = [];
  private quietBefore = false;
  private stopping = false;

  constructor(
    private readonly token: string,
    private readonly choice: Choice,
    early = false,
  ) {
    this.connection = new Connection({
      open: () => new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/room/socket`),
      token,
      tiles: this.tiles,
      early,
      onMessage: message => this.receive(message),
    });
    this.session = new Session({
      send: message => this.connection.send(message),
      ask: message => this.connection.insist(message),
      onChannel: channel => this.connection.attach(channel),
    });
    this.sound = new Sound(this.session.slots.sounds);
    this.view = new ViewReport(tiles => this.connection.send({ type: 'view', tiles }));
    this.micOn = computed(
      () => (this.wantsMic.value || this.talking.value) && !this.muted.value && this.devices.mic.track.value !== null,
    );
    this.cameraOn = computed(() => this.devices.camera.track.value !== null);
    this.sharing = computed(() => this.screen.picture.value !== null);
  }

  /** The course's students, for staff. */
  groups(): Promise<ClassGroups> {
    return new Http(this.token).json<ClassGroups>('GET', '/api/groups');
  }

  lastRooms(): Promise<LastRooms> {
    return new Http(this.token).json<LastRooms>('GET', '/api/rooms/last');
  }

  roster(): Promise<Roster> {
    return new Http(this.token).json<Roster>('GET', '/api/roster');
  }

  /** Opens the socket and the devices side by side. */
  start(): void {
    this.connection.connect();
    this.follow('mic', () => (this.micOn.value ? this.devices.mic.track.value : null));
    this.follow('cam', () => this.devices.camera.track.value);
    this.follow('scr', () => this.screen.picture.value);
    this.follow('sca', () => this.screen.sound.value);
    this.stops.push(
      effect(() => this.tellDevices(this.micOn.value, this.cameraOn.value, this.sharing.value)),
      effect(() => {
        if (this.muted.value) {
          this.wantsMic.value = false;
        }
      }),
      effect(() => void this.sound.through(this.devices.speaker.value)),
      effect(() => {
        // A page that captures may be heard without a click; the sound may have come before the devices.
        if (this.devices.mic.track.value !== null || this.devices.camera.track.value !== null) {
          this.sound.resume();
        }
      }),
      effect(() => {
        if (this.connection.status.value === 'closed') {
          this.hangUp();
        }
      }),
    );
    if (this.choice.mic) {
      this.wantsMic.value = true;
      void this.devices.mic.start(this.choice.micLabel);
    }
    if (this.choice.camera) {
      void this.devices.camera.start(this.choice.cameraLabel);
    }
    if (this.choice.speakerLabel) {
      void this.devices.adoptSpeaker(this.choice.speakerLabel);
    }
    window.addEventListener('online', () => this.connection.hurry());
  }

  async toggleMic(): Promise<void> {
    if (this.micOn.peek()) {
      this.wantsMic.value = false;
      this.announcer.say(klass.spoken.micOff);
      return;
    }
    if (this.muted.peek()) {
      this.announcer.say(klass.mutedText);
      return;
    }
    this.wantsMic.value = true;
    if (await this.devices.mic.start()) {
      this.announcer.say(klass.spoken.micOn);
    }
  }

  /** Lets the microphone through while a key is held. */
  talk(on: boolean): void {
    if (on && this.muted.peek()) {
      this.announcer.say(klass.mutedText);
      return;
    }
    this.talking.value = on;
    if (on) {
      void this.devices.mic.start();
    }
  }

  /** My voice goes elsewhere, with the microphone on. */
  async speakTo(to: Address): Promise<void> {
    const quiet = !this.micOn.peek();
    const first = this.classroom.myTalk.peek() === null;
    if (!(await this.ask({ type: 'talk', ...to }))) {
      return;
    }
    this.quietBefore = quiet || (!first && this.quietBefore);
    if (quiet && !this.muted.peek()) {
      this.wantsMic.value = true;
      await this.devices.mic.start();
    }
  }

  /** My voice goes to my room again; a microphone that was off before is off first. */
  async speakHere(): Promise<void> {
    this.stopping = true;
    if (this.quietBefore) {
      this.wantsMic.value = false;
    }
    await this.ask({ type: 'talk', to: 'here' });
    this.stopping = false;
  }

  async toggleCamera(): Promise<void> {
    if (this.devices.camera.track.peek() !== null) {
      this.devices.camera.stop();
      this.announcer.say(klass.spoken.cameraOff);
    } else if (await this.devices.camera.start()) {
      this.announcer.say(klass.spoken.cameraOn);
    }
  }

  async toggleShare(): Promise<void> {
    if (this.sharing.peek()) {
      this.screen.stop();
    } else {
      await this.screen.start();
    }
  }

  toggleHand(): void {
    this.ask({ type: 'hand', up: !this.handUp.peek() });
  }

  /** A request whose refusal is shown; true when it was done. */
  async ask(message: ClientMessage): Promise<boolean> {
    try {
      await this.connection.request(message);
      return true;
    } catch (problem) {
      this.announcer.show(sentenceOf(problem), 'bad');
      return false;
    }
  }

  leave(): void {
    this.connection.leave();
  }

  /** In again after leaving, or in this tab instead of another. */
  comeBack(): void {
    location.reload();
  }

  private receive(message: ServerMessage): void {
    this.announcer.before(message);
    const talked = this.classroom.myTalk.peek()?.to;
    this.classroom.apply(message);
    this.voiceCameBack(talked, this.classroom.myTalk.peek()?.to);
    if (message.type === 'offer') {
      this.session.offer(message.sdp, message.fresh, message.ice);
    } else if (message.type === 'codec') {
      this.session.use(message.video);
    } else if (message.type === 'slots') {
      this.session.slots.assign(message.slots);
    } else if (message.type === 'watched') {
      this.session.watched(message);
    } else if (message.type === 'state') {
      this.tellDevices(this.micOn.peek(), this.cameraOn.peek(), this.sharing.peek());
      this.view.repeat();
    }
  }

  /** What ended without my pressing it: what was private must not go on aloud. */
  private voiceCameBack(before: string | undefined, now: string | undefined): void {
    if (before === now) {
      return;
    }
    if (now === 'nobody') {
      this.wantsMic.value = false;
      this.talking.value = false;
      this.announcer.show(modes.whisperEnded, 'move');
    } else if (now === undefined && before !== 'nobody' && !this.stopping) {
      this.announcer.show(modes.talkEnded, 'plain');
    }
  }

  private tellDevices(mic: boolean, camera: boolean, screen: boolean): void {
    this.connection.send({ type: 'device', mic, camera, screen });
  }

  private follow(line: Sending, track: () => MediaStreamTrack | null): void {
    this.stops.push(
      effect(() => {
        void this.session.put(line, track());
      }),
    );
  }

  private hangUp(): void {
    this.session.close();
    this.screen.stop();
    this.devices.close();
  }
}
