import { useClass } from '../class/context';
import { modes as words } from '../i18n/en/modes';

/** Who sees and hears whom: sentences for everybody, switches for those who may change it. */
export function Sight() {
  const { participant } = useClass();
  const { classroom } = participant;
  const { seeHostsOnly, hearHostsOnly, peek } = classroom.rules.value;
  const host = classroom.host.value;
  const student = classroom.role.value === 'student';
  const hidden = classroom.mine.value?.hidden ?? false;
  return (
    <section class="sight">
      <h3>{words.title}</h3>
      {student && (
        <p class="small" role="status">
          {studentSentence(hidden || seeHostsOnly, hearHostsOnly)}
        </p>
      )}
      {student && (
        <Switch
          label={words.hide}
          on={hidden || seeHostsOnly}
          disabled={seeHostsOnly}
          hint={seeHostsOnly ? words.hideRule : null}
          onChange={on => void participant.ask({ type: 'hide', on })}
        />
      )}
      {host && (
        <>
          <Switch
            label={words.seeHostsOnly}
            on={seeHostsOnly}
            onChange={on => void participant.ask({ type: 'rules', seeHostsOnly: on, hearHostsOnly })}
          />
          <Switch
            label={words.hearHostsOnly}
            on={hearHostsOnly}
            onChange={on => void participant.ask({ type: 'rules', seeHostsOnly, hearHostsOnly: on })}
          />
          <p class="small quiet">{words.hostsAll}</p>
        </>
      )}
      {!host && !student && seeHostsOnly && <p class="small">{words.seeHostsOnly}</p>}
      {!host && !student && hearHostsOnly && <p class="small">{words.hearHostsOnly}</p>}
      {peek && <p class="small quiet">{words.peekOn}</p>}
    </section>
  );
}

function studentSentence(hidden: boolean, unheard: boolean): string {
  if (!hidden && !unheard) {
    return words.seenByRoom;
  }
  return `${hidden ? words.seenByHosts : words.seenByRoomOnly} ${unheard ? words.heardByHosts : words.heardByRoom}`;
}

interface SwitchProps {
  readonly label: string;
  readonly on: boolean;
  readonly disabled?: boolean;
  readonly hint?: string | null;
  readonly onChange: (on: boolean) => void;
}

function Switch({ label, on, disabled, hint, onChange }: SwitchProps) {
  return (
    <label class="check">
      <input
        type="checkbox"
        role="switch"
        aria-checked={on}
        checked={on}
        disabled={disabled}
        onChange={event => {
          onChange(event.currentTarget.checked);
          // It shows what is so, which the server says; not what was pressed.
          event.currentTarget.checked = on;
        }}
      />
      <span>
        {label}
        {hint && <span class="small quiet"> {hint}</span>}
      </span>
    </label>
  );
}
