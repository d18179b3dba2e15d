import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { course as words } from '../i18n/en/course';
import { schedule } from '../i18n/en/schedule';
import { date, say } from '../i18n/text';
import { spanOf } from '../schedule/when';
import { Confirm, Dialog } from '../ui/Dialog';
import { type CalendarModel, subscription } from './calendar';
import type { CourseModel } from './model';
import type { CourseState } from './types';

interface UpcomingProps {
  readonly model: CourseModel;
  readonly state: CourseState;
}

/** The next classes of the course, and the way into one's own calendar. */
export function Upcoming({ model, state }: UpcomingProps) {
  const subscribing = useSignal(false);
  return (
    <section class="card" aria-labelledby="upcoming-title">
      <h2 id="upcoming-title">{schedule.upcoming}</h2>
      {state.upcoming.length === 0 ? (
        <p class="quiet">{model.host ? words.nothingPlannedHost : words.nothingPlanned}</p>
      ) : (
        <ul class="rows">
          {state.upcoming.map(one => (
            <li key={`${one.class} ${one.startsAt}`} class="row">
              <div class="row-main">
                <h3>{one.title}</h3>
                <p class={one.cancelled ? 'small quiet numbers struck' : 'small quiet numbers'}>
                  {spanOf(one.startsAt, one.endsAt)}
                </p>
              </div>
              {one.cancelled && <strong class="small">{schedule.cancelled}</strong>}
            </li>
          ))}
        </ul>
      )}
      {model.calendar.problem.value && !subscribing.value && (
        <p class="notice bad" role="alert">
          {model.calendar.problem.value}
        </p>
      )}
      <div class="row-actions">
        <button
          type="button"
          class="button small"
          onClick={() => {
            subscribing.value = true;
          }}
        >
          {words.subscribe}
        </button>
        <button type="button" class="plain small" onClick={() => void model.calendar.download()}>
          {words.download}
        </button>
      </div>
      {subscribing.value && (
        <Subscribe
          calendar={model.calendar}
          onClose={() => {
            subscribing.value = false;
          }}
        />
      )}
    </section>
  );
}

function Subscribe({ calendar, onClose }: { readonly calendar: CalendarModel; readonly onClose: () => void }) {
  const ending = useSignal(false);
  useEffect(() => void calendar.load(), [calendar]);
  const since = calendar.since.value;
  const url = calendar.url.value;
  if (ending.value) {
    return (
      <Confirm
        title={words.endTitle}
        text={words.endText}
        action={words.endConfirm}
        onConfirm={() => void calendar.revoke()}
        onClose={() => {
          ending.value = false;
        }}
      />
    );
  }
  return (
    <Dialog title={words.subscribeTitle} onClose={onClose}>
      <div class="subscribe">
        <p>{words.subscribeText}</p>
        {calendar.problem.value && (
          <p class="notice bad" role="alert">
            {calendar.problem.value}
          </p>
        )}
        {url && <Address url={url} />}
        {!url && since && <p>{say(words.subscribedSince, { date: date(since) })}</p>}
        {since !== undefined && (
          <div class="row-actions">
            {!url && (
              <button type="button" class="button primary" onClick={() => void calendar.make()}>
                {since === null ? words.makeLink : words.makeNewLink}
              </button>
            )}
            {since !== null && (
              <button
                type="button"
                class="plain"
                onClick={() => {
                  ending.value = true;
                }}
              >
                {words.endLink}
              </button>
            )}
          </div>
        )}
      </div>
    </Dialog>
  );
}

function Address({ url }: { readonly url: string }) {
  const copied = useSignal(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.select(), [url]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(url);
      copied.value = true;
    } catch {
      // A frame may not: the address is selected, to be copied by hand.
      field.current?.select();
    }
  };
  return (
    <>
      <div class="field">
        <label class="label" for="calendar-address">
          {words.address}
        </label>
        <input ref={field} id="calendar-address" type="text" readOnly value={url} />
      </div>
      <p class="small quiet">{words.addressOnce}</p>
      <div class="row-actions">
        <button type="button" class="button primary" onClick={() => void copy()}>
          {words.copyAddress}
        </button>
        <a class="button" href={subscription(url)} target="_blank" rel="noreferrer">
          {words.openCalendar}
        </a>
      </div>
      <p class="small" role="status">
        {copied.value && words.addressCopied}
      </p>
    </>
  );
}
