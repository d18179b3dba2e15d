import { klass } from '../i18n/en/class';
import { common } from '../i18n/en/common';
import { say } from '../i18n/text';
import type { Ending } from '../signal/connection';
import { Calm } from './Calm';
import { useClass } from './context';

export function Ended() {
  const { participant } = useClass();
  return (
    <Calm title={klass.endedTitle} text={participant.classroom.host.value ? klass.endedHost : klass.endedText}>
      <CloseTab />
    </Calm>
  );
}

export function Gone({ why }: { readonly why: Ending }) {
  const { participant } = useClass();
  const again = () => participant.comeBack();
  switch (why) {
    case 'left':
      return (
        <Calm title={klass.leftTitle} text={klass.leftText}>
          <button type="button" class="button primary" onClick={again}>
            {klass.joinAgain}
          </button>
          <CloseTab />
        </Calm>
      );
    case 'elsewhere':
      return (
        <Calm title={klass.elsewhereTitle} text={klass.elsewhereText}>
          <button type="button" class="button primary" onClick={again}>
            {klass.useHere}
          </button>
          <CloseTab />
        </Calm>
      );
    case 'refused':
      return <Calm title={klass.refusedTitle} text={klass.refusedText} />;
    case 'protocol':
      return (
        <Calm title={klass.brokenTitle} text={klass.brokenText}>
          <button type="button" class="button primary" onClick={again}>
            {klass.reload}
          </button>
          <p class="small quiet">{say(common.code, { code: 'bad_message' })}</p>
        </Calm>
      );
    case 'ended':
      return <Ended />;
  }
}

/** Browsers close only tabs that a page opened; then the sentence above it still holds. */
function CloseTab() {
  return (
    <button type="button" class="button" onClick={() => window.close()}>
      {klass.closeTab}
    </button>
  );
}
