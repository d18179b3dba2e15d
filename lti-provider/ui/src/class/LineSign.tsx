import { klass } from '../i18n/en/class';
import type { Member } from '../model/classroom';
import { LineIcon } from '../ui/icons';

interface LineSignProps {
  readonly member: Member;
  /** Over a picture: only what a teacher may have to act on. */
  readonly brief?: boolean;
}

/** A small sign at somebody whose connection is not good: bars that tell by their number, and words for screen readers. */
export function LineSign({ member, brief = false }: LineSignProps) {
  const level = member.quality.value;
  if (level === 'good' || !member.info.value.here || (brief && level === 'fair')) {
    return null;
  }
  const words = klass.connectionOf[level];
  return (
    <span class={`line-sign ${level}`} title={words}>
      <LineIcon level={level} />
      <span class="spoken">{words}</span>
    </span>
  );
}
