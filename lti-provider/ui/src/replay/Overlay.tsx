import { replay as words } from '../i18n/en/replay';
import { number, say } from '../i18n/text';
import { Avatar } from '../ui/Avatar';
import { HandIcon, MicOffIcon } from '../ui/icons';
import type { Player } from './player';
import type { Spot } from './scene';

/** Names, signs and buttons over the canvas, as text that can be read and focused. */
export function Overlay({ player }: { readonly player: Player }) {
  return (
    <ul class="overlay">
      {player.scene.value.map(spot => (
        <Label key={`${spot.kind} ${spot.person}`} player={player} spot={spot} />
      ))}
    </ul>
  );
}

function Label({ player, spot }: { readonly player: Player; readonly spot: Spot }) {
  const { timeline, painter } = player;
  const micros = player.time.value;
  const { person, kind } = spot;
  const name = timeline.nameOf(person);
  const camera = kind === 'camera';
  const picture = painter.hasPicture(spot, micros);
  const speaking = camera && timeline.isSpeaking(person, micros);
  const muted = timeline.isMuted(person, micros);
  const hand = camera ? timeline.handsAt(micros).indexOf(person) + 1 : 0;
  const focus = player.focus.value;
  const focused = focus?.person === person && focus.kind === kind;
  const gap = picture ? null : gapOf(player, spot, micros);
  return (
    <li
      class={`spot${speaking ? ' speaking' : ''}${picture ? '' : ' blank'}${gap ? ' gap' : ''}`}
      data-person={person}
      data-kind={kind}
      style={{ left: `${spot.x}px`, top: `${spot.y}px`, width: `${spot.width}px`, height: `${spot.height}px` }}
    >
      {!picture && camera && <Avatar id={person} name={name} />}
      <button
        type="button"
        class="spot-press"
        aria-pressed={focused}
        aria-label={focused ? words.unfocus : say(words.focus, { name })}
        onClick={() => player.toggleFocus({ person, kind })}
      />
      <p class="spot-name">
        {camera && (muted || !timeline.hasMic(person, micros)) && <MicOffIcon />}
        {muted && <span class="spoken">{words.muted}</span>}
        <span>{camera ? name : say(words.screenOf, { name })}</span>
        {speaking && <span class="spoken">{words.speaking}</span>}
      </p>
      {hand > 0 && (
        <p class="spot-hand">
          <HandIcon />
          {number(hand)}
          <span class="spoken">{words.handUp}</span>
        </p>
      )}
      {gap && <p class="spot-gap">{gap}</p>}
    </li>
  );
}

/** Why there is no picture though the camera or screen was on; nothing when it was off. */
function gapOf(player: Player, { person, kind }: Spot, micros: number): string | null {
  const { timeline, sources } = player;
  const on = kind === 'screen' ? timeline.hasScreen(person, micros) : timeline.hasCamera(person, micros);
  if (!on) {
    return null;
  }
  const reason = sources.gapReason(person, kind, micros);
  return reason === null ? null : (words.gaps[reason as keyof typeof words.gaps] ?? words.gap);
}
